/**
 * What is changed in code that runs in a context of node:vm (modules/vm-context.ts), inside
 * `with (scope)`: only insertions, none with a line break.
 *
 *   typeof x                 typeof __vm.lookup.x        no error where there is no x
 *   function f() {}          __vm.functions(()=>({f}))   at the head: f becomes a global
 *   let x (const, class)     __vm.lexical("x", …)        seen by later scripts, not a property
 *   while (…) …              while (…) {__vm.check(); …} where a timeout is to be kept
 */
import type { AnyNode, Function as FunctionNode, Program, Statement } from 'acorn';
import { findReferences, lexicalNames, varNames } from './scope.ts';
import { headEdit, type Edit } from './source-edits.ts';
import { childNodes, isFunction } from './syntax-tree.ts';

/** The free identifier that rewritten code refers to. */
export const VM = '__vm';

/** What a script declares at its top level. */
export interface Declarations {
  vars: string[];
  functions: string[];
  lexicals: { name: string; constant: boolean }[];
  /** Strict code keeps its `var`s and functions to itself, unless they are linked. */
  strict: boolean;
}

function directives(ast: Program): Statement[] {
  const end = ast.body.findIndex((statement) => !('directive' in statement));
  return ast.body.slice(0, end < 0 ? undefined : end) as Statement[];
}

export function declarationsOf(ast: Program): Declarations {
  const functions: string[] = [];
  const lexicals: Declarations['lexicals'] = [];
  for (const statement of ast.body) {
    if (statement.type === 'FunctionDeclaration') functions.push(statement.id.name);
    else {
      const constant = statement.type === 'VariableDeclaration' && statement.kind !== 'let';
      lexicals.push(...lexicalNames([statement]).map((name) => ({ name, constant })));
    }
  }
  const strict = directives(ast).some(
    (statement) => 'directive' in statement && statement.directive === 'use strict',
  );
  return {
    vars: [...new Set(varNames(ast))],
    functions: [...new Set(functions)],
    lexicals,
    strict,
  };
}

/** Puts what a script declares where the context's other scripts see it. */
export function declarationEdits(source: string, ast: Program): Edit[] {
  const { vars, functions, lexicals, strict } = declarationsOf(ast);
  const access = (name: string, constant: boolean) =>
    `${JSON.stringify(name)},()=>${name}${constant ? '' : `,__v=>${name}=__v`}`;
  const calls = lexicals.map(({ name, constant }) => `lexical(${access(name, constant)})`);
  if (strict) calls.push(...[...vars, ...functions].map((name) => `link(${access(name, false)})`));
  else if (functions.length > 0) calls.push(`functions(()=>({${functions.join()}}))`);
  if (calls.length === 0) return [];
  // Its own completion value must not be seen.
  const text = `${calls.map((call) => `${VM}.${call};`).join('')}void 0;`;
  const last = directives(ast).at(-1);
  return [last ? { at: last.end, text: `;${text}` } : headEdit(source, text)];
}

/** `own`: names that are not the context's. */
export function typeofEdits(ast: Program, own: ReadonlySet<string>): Edit[] {
  const operands = new Set<AnyNode>();
  const names = new Set<string>();
  const visit = (node: AnyNode): void => {
    if (node.type === 'UnaryExpression' && node.operator === 'typeof') {
      const { argument } = node;
      if (argument.type === 'Identifier' && !own.has(argument.name)) {
        operands.add(argument);
        names.add(argument.name);
      }
    }
    for (const child of childNodes(node)) visit(child);
  };
  visit(ast);
  if (operands.size === 0) return [];
  return findReferences(ast, names)
    .filter(({ node }) => operands.has(node))
    .map(({ node }) => ({ at: node.start, text: `${VM}.lookup.` }));
}

const LOOPS = /^(For|ForIn|ForOf|While|DoWhile)Statement$/;

/** Calls `check` in every turn of a loop and in every function. */
export function timeoutEdits(ast: Program, check: string): Edit[] {
  const edits: Edit[] = [];
  const visit = (node: AnyNode): void => {
    if (LOOPS.test(node.type)) {
      const { body } = node as unknown as { body: AnyNode };
      edits.push({ at: body.start, text: `{${check}();` });
      visitChildren(node);
      edits.push({ at: body.end, text: '}' });
      return;
    }
    if (isFunction(node) && hasPlainBody(node)) {
      edits.push({ at: node.body.start + 1, text: `${check}();` });
    }
    visitChildren(node);
  };
  const visitChildren = (node: AnyNode): void => {
    for (const child of childNodes(node)) visit(child);
  };
  visit(ast);
  return edits;
}

/** A block that does not begin with a directive, which must stay its first statement. */
function hasPlainBody({ body }: FunctionNode): boolean {
  return body.type === 'BlockStatement' && !(body.body[0] && 'directive' in body.body[0]);
}
