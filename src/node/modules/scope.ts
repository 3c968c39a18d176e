/**
 * Which identifiers of a module refer to a binding of its top level: the part of scope analysis
 * that live imports need. Modules are strict, so blocks hold their function declarations.
 */
import type { AnyNode, Identifier, Node, Program } from 'acorn';
import { childNodes, isFunction } from './syntax-tree.ts';

export interface Reference {
  node: Identifier;
  /** `{x}` stands for `{x: x}`. */
  shorthand: boolean;
  /** `x()` and x`…`: the value must be called without a receiver. */
  called: boolean;
  /** The identifier begins an expression statement of a statement list. */
  startsStatement: boolean;
}

type Names = ReadonlySet<string>;
const NONE: Names = new Set();

/** The references in `ast` to `names`, which its top level binds, in the order of the walk. */
export function findReferences(ast: Program, names: Names): Reference[] {
  const references: Reference[] = [];
  let statementStart = -1;

  /** Adds declared names of interest to those that are shadowed already. */
  const shadow = (shadowed: Names, declared: Iterable<string>): Names => {
    const relevant = [...declared].filter((name) => names.has(name));
    return relevant.length === 0 ? shadowed : new Set([...shadowed, ...relevant]);
  };

  const refer = (node: Identifier, shadowed: Names, kind: { shorthand?: true; called?: true }) => {
    if (!names.has(node.name) || shadowed.has(node.name)) return;
    references.push({
      node,
      shorthand: kind.shorthand === true,
      called: kind.called === true,
      startsStatement: node.start === statementStart,
    });
  };

  const visitAll = (nodes: Iterable<AnyNode | null | undefined>, shadowed: Names) => {
    for (const node of nodes) if (node) visit(node, shadowed);
  };

  const visitStatements = (statements: AnyNode[], shadowed: Names) => {
    for (const statement of statements) {
      if (statement.type === 'ExpressionStatement') statementStart = statement.start;
      visit(statement, shadowed);
    }
  };

  const visitCallee = (node: AnyNode, shadowed: Names) => {
    if (node.type === 'Identifier') refer(node, shadowed, { called: true });
    else visit(node, shadowed);
  };

  const visit = (node: AnyNode, shadowed: Names): void => {
    switch (node.type) {
      case 'Identifier':
        return refer(node, shadowed, {});
      case 'Program':
        return visitStatements(node.body, shadowed);
      case 'FunctionDeclaration':
      case 'FunctionExpression':
      case 'ArrowFunctionExpression': {
        const own = node.type === 'FunctionExpression' && node.id ? [node.id.name] : [];
        shadowed = shadow(shadowed, [...own, ...node.params.flatMap(boundNames)]);
        visitAll(node.params, shadowed);
        if (node.body.type !== 'BlockStatement') return visit(node.body, shadowed);
        return visit(node.body, shadow(shadowed, varNames(node.body)));
      }
      case 'BlockStatement':
        return visitStatements(node.body, shadow(shadowed, lexicalNames(node.body)));
      case 'StaticBlock':
        shadowed = shadow(shadowed, [...varNames(node), ...lexicalNames(node.body)]);
        return visitStatements(node.body, shadowed);
      case 'SwitchStatement': {
        visit(node.discriminant, shadowed);
        const statements = node.cases.flatMap((clause) => clause.consequent);
        shadowed = shadow(shadowed, lexicalNames(statements));
        visitAll(
          node.cases.map((clause) => clause.test),
          shadowed,
        );
        return visitStatements(statements, shadowed);
      }
      case 'ForStatement':
        return visitAll(childNodes(node), shadow(shadowed, lexicalNames([node.init])));
      case 'ForInStatement':
      case 'ForOfStatement':
        return visitAll(childNodes(node), shadow(shadowed, lexicalNames([node.left])));
      case 'CatchClause':
        return visitAll(childNodes(node), shadow(shadowed, boundNames(node.param)));
      case 'ClassExpression':
      case 'ClassDeclaration':
        shadowed = shadow(shadowed, boundNames(node.id));
        return visitAll([node.superClass, node.body], shadowed);
      case 'CallExpression':
        visitCallee(node.callee, shadowed);
        return visitAll(node.arguments, shadowed);
      case 'TaggedTemplateExpression':
        visitCallee(node.tag, shadowed);
        return visit(node.quasi, shadowed);
      case 'Property': {
        if (node.computed) visit(node.key, shadowed);
        if (!node.shorthand) return visit(node.value, shadowed);
        const { value } = node;
        // `{x}`, or in a pattern `{x = fallback}`.
        const target = value.type === 'AssignmentPattern' ? value.left : value;
        refer(target as Identifier, shadowed, { shorthand: true });
        if (value.type === 'AssignmentPattern') visit(value.right, shadowed);
        return;
      }
      case 'MemberExpression':
        visit(node.object, shadowed);
        return node.computed ? visit(node.property, shadowed) : undefined;
      case 'MethodDefinition':
      case 'PropertyDefinition':
        if (node.computed) visit(node.key, shadowed);
        return visitAll([node.value], shadowed);
      case 'LabeledStatement':
        return visit(node.body, shadowed);
      case 'ExportNamedDeclaration':
        return visitAll([node.declaration], shadowed);
      case 'ImportDeclaration':
      case 'ExportAllDeclaration':
      case 'BreakStatement':
      case 'ContinueStatement':
      case 'MetaProperty':
        return;
      default:
        return visitAll(childNodes(node), shadowed);
    }
  };

  visit(ast, NONE);
  return references;
}

/** The names that a binding pattern declares. */
export function boundNames(pattern: AnyNode | null | undefined): string[] {
  switch (pattern?.type) {
    case 'Identifier':
      return [pattern.name];
    case 'ObjectPattern':
      return pattern.properties.flatMap((property) =>
        boundNames(property.type === 'Property' ? property.value : property.argument),
      );
    case 'ArrayPattern':
      return pattern.elements.flatMap(boundNames);
    case 'AssignmentPattern':
      return boundNames(pattern.left);
    case 'RestElement':
      return boundNames(pattern.argument);
    default:
      return [];
  }
}

/** The names that statements declare in the block around them. */
export function lexicalNames(statements: (AnyNode | null | undefined)[]): string[] {
  return statements.flatMap((statement) => {
    switch (statement?.type) {
      case 'VariableDeclaration':
        if (statement.kind === 'var') return [];
        return statement.declarations.flatMap((declarator) => boundNames(declarator.id));
      case 'FunctionDeclaration':
      case 'ClassDeclaration':
        return boundNames(statement.id);
      default:
        return [];
    }
  });
}

/** The names that `var` declares in a function, however deep in its blocks. */
export function varNames(body: Node): string[] {
  const names: string[] = [];
  const visit = (node: AnyNode) => {
    if (isFunction(node) || node.type === 'StaticBlock') return;
    if (node.type === 'VariableDeclaration' && node.kind === 'var') {
      names.push(...node.declarations.flatMap((declarator) => boundNames(declarator.id)));
    }
    for (const child of childNodes(node)) visit(child);
  };
  for (const child of childNodes(body)) visit(child);
  return names;
}

/** Every name that something assigns to, whatever scope it is of; initializers do not count. */
export function assignedNames(ast: Program): Set<string> {
  const names = new Set<string>();
  const visit = (node: AnyNode) => {
    const target =
      node.type === 'AssignmentExpression'
        ? node.left
        : node.type === 'UpdateExpression'
          ? node.argument
          : node.type === 'ForInStatement' || node.type === 'ForOfStatement'
            ? node.left
            : undefined;
    for (const name of boundNames(target)) names.add(name);
    for (const child of childNodes(node)) visit(child);
  };
  visit(ast);
  return names;
}
