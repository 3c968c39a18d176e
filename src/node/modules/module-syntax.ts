/** What a module's source says about its imports and exports: ECMA-262's ParseModule. */
import type {
  AnyNode,
  ExportAllDeclaration,
  ExportNamedDeclaration,
  Identifier,
  ImportAttribute,
  ImportDeclaration,
  Literal,
  Node,
  Program,
} from 'acorn';
import { parseModuleSource } from './parse.ts';
import { assignedNames, boundNames } from './scope.ts';
import { childNodes, isFunction } from './syntax-tree.ts';

/** Stands for the whole namespace where the name of an export is asked for. */
export const NAMESPACE = Symbol('namespace');

/** The local name of `export default <expression>`. */
export const DEFAULT_LOCAL = '__default';

export interface ModuleRequest {
  specifier: string;
  attributes: Record<string, string>;
}

/** `import {name as local} from request`, or one half of `export {name} from request`. */
export interface ImportEntry {
  /** Index into `requests`. */
  request: number;
  name: string | typeof NAMESPACE;
  /** Where the name stands in the source, for the caret of an error. */
  start: number;
  end: number;
}

export interface ModuleSyntax {
  source: string;
  ast: Program;
  requests: ModuleRequest[];
  /** By local name. */
  imports: Map<string, ImportEntry>;
  /** Exported name → local name. */
  localExports: Map<string, string>;
  /** Exported name → what it is in another module. */
  indirectExports: Map<string, ImportEntry>;
  /** Requests of `export * from`. */
  starExports: number[];
  hasTopLevelAwait: boolean;
  usesImportMeta: boolean;
  /** Names that the module may change after it declared them. */
  assigned: ReadonlySet<string>;
}

/** Parses a module. Throws acorn's SyntaxError: see syntax-error.ts. */
export function parseModule(source: string): ModuleSyntax {
  const ast = parseModuleSource(source);
  const requests: ModuleRequest[] = [];
  const requestKeys = new Map<string, number>();
  const imports = new Map<string, ImportEntry>();
  const localExports = new Map<string, string>();
  const indirectExports = new Map<string, ImportEntry>();
  const starExports: number[] = [];

  const addRequest = (node: { source?: Literal | null; attributes: ImportAttribute[] }): number => {
    const specifier = node.source!.value as string;
    const attributes: Record<string, string> = Object.create(null);
    for (const { key, value } of node.attributes) {
      attributes[nameOf(key)] = value.value as string;
    }
    const key = JSON.stringify([specifier, Object.entries(attributes).toSorted()]);
    let index = requestKeys.get(key);
    if (index === undefined) {
      index = requests.push({ specifier, attributes }) - 1;
      requestKeys.set(key, index);
    }
    return index;
  };

  const addImports = (node: ImportDeclaration) => {
    const request = addRequest(node);
    for (const specifier of node.specifiers) {
      const named = specifier.type === 'ImportSpecifier' ? specifier.imported : specifier.local;
      const { start, end } = named;
      const name =
        specifier.type === 'ImportNamespaceSpecifier'
          ? NAMESPACE
          : specifier.type === 'ImportDefaultSpecifier'
            ? 'default'
            : nameOf(specifier.imported);
      imports.set(specifier.local.name, { request, name, start, end });
    }
  };

  const addStar = (node: ExportAllDeclaration) => {
    const request = addRequest(node);
    if (!node.exported) return void starExports.push(request);
    const { start, end } = node.exported;
    indirectExports.set(nameOf(node.exported), { request, name: NAMESPACE, start, end });
  };

  const addNamed = (node: ExportNamedDeclaration) => {
    const request = node.source ? addRequest(node) : -1;
    for (const { local, exported } of node.specifiers) {
      const { start, end } = local;
      if (request === -1) localExports.set(nameOf(exported), nameOf(local));
      else indirectExports.set(nameOf(exported), { request, name: nameOf(local), start, end });
    }
    const { declaration } = node;
    if (!declaration) return;
    const names =
      declaration.type === 'VariableDeclaration'
        ? declaration.declarations.flatMap((declarator) => boundNames(declarator.id))
        : [declaration.id.name];
    for (const name of names) localExports.set(name, name);
  };

  for (const node of ast.body) {
    if (node.type === 'ImportDeclaration') addImports(node);
    else if (node.type === 'ExportAllDeclaration') addStar(node);
    else if (node.type === 'ExportNamedDeclaration') addNamed(node);
    else if (node.type === 'ExportDefaultDeclaration') {
      const { declaration } = node;
      const id = 'id' in declaration && isDeclaration(declaration) ? declaration.id : undefined;
      localExports.set('default', id?.name ?? DEFAULT_LOCAL);
    }
  }
  // `import {x} from 'y'; export {x}` exports the binding of the other module.
  for (const [exported, local] of localExports) {
    const entry = imports.get(local);
    if (entry === undefined || entry.name === NAMESPACE) continue;
    localExports.delete(exported);
    indirectExports.set(exported, entry);
  }

  return {
    source,
    ast,
    requests,
    imports,
    localExports,
    indirectExports,
    starExports,
    hasTopLevelAwait: hasTopLevelAwait(ast),
    usesImportMeta: source.includes('import') && usesImportMeta(ast),
    assigned: assignedNames(ast),
  };
}

function nameOf(node: Identifier | Literal): string {
  return node.type === 'Identifier' ? node.name : String(node.value);
}

export function isDeclaration(node: Node): boolean {
  return node.type === 'FunctionDeclaration' || node.type === 'ClassDeclaration';
}

function hasTopLevelAwait(node: AnyNode): boolean {
  if (isFunction(node)) return false;
  if (node.type === 'AwaitExpression') return true;
  if (node.type === 'ForOfStatement' && node.await) return true;
  if (node.type === 'VariableDeclaration' && node.kind === 'await using') return true;
  return childNodes(node).some(hasTopLevelAwait);
}

function usesImportMeta(node: AnyNode): boolean {
  if (node.type === 'MetaProperty' && node.meta.name === 'import') return true;
  return childNodes(node).some(usesImportMeta);
}
