/**
 * An ES module as a function, because a page has no synchronous way to link real modules.
 *
 *   (function (__frame, __import, __meta, __imports, __exports) {
 *     return function* () {
 *       "use strict";
 *       const {a, b} = yield __exports({x: () => x, default: () => __default});
 *       …the module without its import and export keywords…
 *     };
 *   })
 *
 * It is a generator, because linking and evaluation are two steps: up to the `yield` function
 * declarations come to life and the module hands out its exports as getters (whose temporal dead
 * zone is the real one); then it is given its imports. A module with top-level await is an
 * asynchronous generator.
 *
 * Imports are constants of that scope, so names, calls, error messages and columns stay as they
 * are. Only those whose value can still change (`live`: the exporter assigns to it, or there is a
 * cycle of imports) become properties of `__imports`.
 */
import type { AnyNode, ExportDefaultDeclaration } from 'acorn';
import { awaitEdits, FRAME, mayAwait } from './await-transform.ts';
import { type DynamicImport, dynamicImportEdits, IMPORT, mayImport } from './dynamic-import.ts';
import { DEFAULT_LOCAL, isDeclaration, type ModuleSyntax } from './module-syntax.ts';
import { findReferences, type Reference } from './scope.ts';
import { type Edit, headEdit } from './source-edits.ts';
import { childNodes, isFunction } from './syntax-tree.ts';

const META = '__meta';
const IMPORTS = '__imports';
const EXPORTS = '__exports';

/** What comes after the rewritten source. */
export const MODULE_SUFFIX = '\n}})';

/** The arguments of the outer function. */
export interface ModuleScope {
  frame: unknown;
  dynamicImport: DynamicImport;
  meta: object | undefined;
  /** An accessor for each live import, by local name. */
  liveImports: object;
  exports: ModuleExports;
}

/** What a module calls to tell of itself. */
export interface ModuleExports {
  /** Takes a getter for each local export, by its exported name. */
  (getters: Record<string, () => unknown>): void;
  /** Gives `export default function () {}` its name. */
  setName(value: object): void;
  /** Notes that the top level is about to await at an offset of the source; gives `value`. */
  at<T>(offset: number, value: T): T;
}

export type ModuleFunction = (
  frame: unknown,
  dynamicImport: DynamicImport,
  meta: ModuleScope['meta'],
  liveImports: object,
  exports: ModuleScope['exports'],
) => () => Generator<void, void, object> | AsyncGenerator<void, void, object>;

/**
 * The edits that make `syntax.source`, followed by MODULE_SUFFIX, the expression above.
 * `live` holds the local names of imports that are to be read through `__imports`.
 */
export function moduleEdits(syntax: ModuleSyntax, live: ReadonlySet<string>): Edit[] {
  const { source, ast } = syntax;
  const edits: Edit[] = [];
  const marks = syntax.hasTopLevelAwait ? topLevelAwaitEdits(source, ast) : [];
  edits.push(...marks.flatMap(({ before }) => before));
  if (mayAwait(source)) edits.push(...awaitEdits(source, ast));
  edits.push(...marks.flatMap(({ after }) => after));
  if (mayImport(source)) edits.push(...dynamicImportEdits(ast));
  if (syntax.usesImportMeta) edits.push(...importMetaEdits(ast));
  if (live.size > 0) edits.push(...findReferences(ast, live).map(liveReferenceEdit));

  let defaultIsNamed = false;
  const remove = (start: number, end: number, text: string) =>
    edits.push({ at: start, remove: end - start, text });
  const blank = (start: number, end: number) => remove(start, end, ' '.repeat(end - start));
  for (const node of ast.body) {
    switch (node.type) {
      case 'ImportDeclaration':
      case 'ExportAllDeclaration':
        remove(node.start, node.end, ';');
        break;
      case 'ExportNamedDeclaration':
        if (node.declaration) blank(node.start, node.start + 'export'.length);
        else remove(node.start, node.end, ';');
        break;
      case 'ExportDefaultDeclaration': {
        const anonymousFunction =
          node.declaration.type === 'FunctionDeclaration' && !node.declaration.id;
        defaultIsNamed ||= anonymousFunction;
        edits.push(...exportDefaultEdits(source, node));
        break;
      }
    }
  }
  return [headEdit(source, prologueOf(syntax, live, defaultIsNamed)), ...edits];
}

function prologueOf(
  syntax: ModuleSyntax,
  live: ReadonlySet<string>,
  namesDefault: boolean,
): string {
  const constants = [...syntax.imports.keys()].filter((name) => !live.has(name));
  const getters = [...syntax.localExports].map(
    ([exported, local]) =>
      `${JSON.stringify(exported)}:()=>${live.has(local) ? `${IMPORTS}.` : ''}${local}`,
  );
  const kind = syntax.hasTopLevelAwait ? 'async function*' : 'function*';
  const name = namesDefault ? `${EXPORTS}.setName(${DEFAULT_LOCAL});` : '';
  return (
    `(function(${FRAME},${IMPORT},${META},${IMPORTS},${EXPORTS}){return ${kind}(){"use strict";` +
    `${name}const{${constants}}=yield ${EXPORTS}({__proto__:null,${getters}});`
  );
}

function liveReferenceEdit({ node, shorthand, called, startsStatement }: Reference): Edit {
  const remove = node.end - node.start;
  const value = `${IMPORTS}.${node.name}`;
  if (shorthand) return { at: node.start, remove, text: `${node.name}:${value}` };
  if (!called) return { at: node.start, remove, text: value };
  return { at: node.start, remove, text: `${startsStatement ? ';' : ''}(0,${value})` };
}

interface Mark {
  /**
   * Edits that come before those of the await transform at the same place (which may end the
   * declaration there), and after them.
   */
  before: Edit[];
  after: Edit[];
}

/** Lets each top-level await say where it is, for the warning that it never settled. */
function topLevelAwaitEdits(source: string, node: AnyNode): Mark[] {
  if (isFunction(node)) return [];
  const marks = [...childNodes(node)].flatMap((child) => topLevelAwaitEdits(source, child));
  const call = (offset: number, value: AnyNode): [Edit, Edit] => {
    const [open, close] = value.type === 'SequenceExpression' ? ['(', ')'] : ['', ''];
    const gap = /[\w$]/.test(source[value.start - 1] ?? '') ? ' ' : '';
    return [
      { at: value.start, text: `${gap}${EXPORTS}.at(${offset},${open}` },
      { at: value.end, text: `${close})` },
    ];
  };
  if (node.type === 'AwaitExpression') {
    marks.unshift({ before: call(node.start, node.argument), after: [] });
  } else if (node.type === 'ForOfStatement' && node.await) {
    const { left } = node;
    const target = left.type === 'VariableDeclaration' ? left.declarations[0]!.id : left;
    // The await transform has an argument to add before the parenthesis is closed.
    const [open, close] = call(target.start, node.right);
    marks.unshift({ before: [open], after: [close] });
  } else if (node.type === 'VariableDeclaration' && node.kind === 'await using') {
    for (const { id, init } of node.declarations) {
      if (init) marks.unshift({ before: call(source.indexOf('=', id.end), init), after: [] });
    }
  }
  return marks;
}

function importMetaEdits(ast: AnyNode): Edit[] {
  if (ast.type === 'MetaProperty' && ast.meta.name === 'import') {
    return [{ at: ast.start, remove: ast.end - ast.start, text: META }];
  }
  return [...childNodes(ast)].flatMap(importMetaEdits);
}

function exportDefaultEdits(source: string, node: ExportDefaultDeclaration): Edit[] {
  const { declaration } = node;
  const keywords = matchAt(/export(?:\s|\/\/.*|\/\*[^]*?\*\/)*default/y, source, node.start);
  const replaceKeywords = (text: string): Edit => ({
    at: node.start,
    remove: keywords - node.start,
    text,
  });
  if (isDeclaration(declaration) && 'id' in declaration && declaration.id) {
    return [replaceKeywords(' '.repeat(keywords - node.start))];
  }
  if (declaration.type === 'FunctionDeclaration') {
    const trivia = String.raw`(?:\s|\/\/.*|\/\*[^]*?\*\/)*`;
    const head = new RegExp(`(?:async${trivia})?function(?:${trivia}\\*)?`, 'y');
    const name: Edit = { at: matchAt(head, source, declaration.start), text: ` ${DEFAULT_LOCAL}` };
    return [replaceKeywords(' '.repeat(keywords - node.start)), name];
  }
  if (!isAnonymousFunction(declaration)) return [replaceKeywords(`const ${DEFAULT_LOCAL}=`)];
  // As the value of a property `default` it gets that name.
  const end = source[node.end - 1] === ';' ? node.end - 1 : node.end;
  return [
    replaceKeywords(`const{default:${DEFAULT_LOCAL}}={default:`),
    { at: end, text: end === node.end ? '};' : '}' },
  ];
}

/** IsAnonymousFunctionDefinition: what takes its name from where it is assigned. */
function isAnonymousFunction(node: AnyNode): boolean {
  switch (node.type) {
    case 'ArrowFunctionExpression':
      return true;
    case 'FunctionExpression':
    case 'ClassExpression':
    case 'ClassDeclaration':
      return !node.id;
    default:
      return false;
  }
}

/** Where the text that a sticky expression matches at `start` ends. */
function matchAt(expression: RegExp, source: string, start: number): number {
  expression.lastIndex = start;
  return expression.test(source) ? expression.lastIndex : start;
}
