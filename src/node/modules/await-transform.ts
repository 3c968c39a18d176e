/**
 * Makes AsyncLocalStorage survive `await` in a browser.
 *
 * V8 keeps the current AsyncContextFrame with each reaction that `await` adds to a promise; a page
 * cannot reach that slot. So each suspension is told to ../modules/async-context.ts first:
 *
 *   await X                  await __frame.keep(X)
 *   yield X, return X        yield __frame.keep(X)          (async generators: both await X)
 *   yield* X                 yield* __frame.iterate(X)      (async generators)
 *   for await (x of X)       for await (x of __frame.iterate(X))
 *   await using x = X        using a = __frame.disposal(); await using x = X; using b = a.leaving();
 *
 * The operators stay, so V8's error messages, names and microtask order stay too. Only insertions
 * are made and no line moves.
 */
import type { AnyNode, ForOfStatement, Node, Program, VariableDeclaration } from 'acorn';
import type { Edit } from './source-edits.ts';
import { childNodes, isFunction } from './syntax-tree.ts';

/** The free identifier that rewritten code refers to: bind it to `asyncContext`. */
export const FRAME = '__frame';

/** What `await` and `yield` mean depends on the function around them. */
interface Surroundings {
  asyncGenerator: boolean;
}

/** Whether a source can hold a suspension at all: the others need no parser. */
export function mayAwait(source: string): boolean {
  return /\bawait\b|\basync\b/.test(source);
}

/**
 * The edits (insertions only, none with a line break) that make every suspension of `ast` keep
 * the current frame. `source` is the text that `ast` was parsed from.
 */
export function awaitEdits(source: string, ast: Program): Edit[] {
  const edits: Edit[] = [];
  let hooks = 0;

  const insert = (at: number, text: string) => edits.push({ at, text });

  /** `X` → `__frame.method(X)`, visiting X in between. */
  const wrap = (node: AnyNode, method: string, around: Surroundings, lastArgument = '') => {
    const sequence = node.type === 'SequenceExpression';
    const gap = /[\w$]/.test(source[node.start - 1] ?? '') ? ' ' : '';
    insert(node.start, `${gap}${FRAME}.${method}(${sequence ? '(' : ''}`);
    visit(node, around);
    insert(node.end, `${sequence ? ')' : ''}${lastArgument})`);
  };

  const declareAwaitUsing = (node: VariableDeclaration, around: Surroundings) => {
    let previous: AnyNode | undefined;
    for (const declarator of node.declarations) {
      const hook = `${FRAME}${++hooks}`;
      const open = `using ${hook}=${FRAME}.disposal();`;
      if (previous === undefined) insert(node.start, open);
      else {
        const comma = skipTrivia(source, previous.end);
        edits.push({ at: comma, remove: 1, text: `;${open}await using` });
      }
      visit(declarator, around);
      insert(declarator.end, `;using ${hook}b=${hook}.leaving()`);
      previous = declarator;
    }
  };

  /** `for (await using x of X) B` → `for (const y of X) { await using x = y; B }`. */
  const forOfAwaitUsing = (
    node: ForOfStatement,
    head: VariableDeclaration,
    around: Surroundings,
  ) => {
    const hook = `${FRAME}${++hooks}`;
    const { start, end } = head.declarations[0]!.id;
    edits.push({ at: head.start, remove: end - head.start, text: `const ${hook}v` });
    forOfRight(node, around);
    const declaration = `await using ${source.slice(start, end)}=${hook}v`;
    insert(
      node.body.start,
      `{using ${hook}=${FRAME}.disposal();${declaration};using ${hook}b=${hook}.leaving();`,
    );
    visit(node.body, around);
    insert(node.body.end, '}');
  };

  const forOfRight = (node: ForOfStatement, around: Surroundings) => {
    if (!node.await) return visit(node.right, around);
    wrap(node.right, 'iterate', around, `,${JSON.stringify(rendering(node.right))}`);
  };

  const visit = (node: AnyNode, around: Surroundings): void => {
    if (isFunction(node)) around = { asyncGenerator: node.async && node.generator };
    switch (node.type) {
      case 'AwaitExpression':
        return wrap(node.argument, 'keep', around);
      case 'YieldExpression':
        if (!around.asyncGenerator) break;
        if (node.argument) return wrap(node.argument, node.delegate ? 'iterate' : 'keep', around);
        return void insert(node.end, ` ${FRAME}.keep()`);
      case 'ReturnStatement':
        if (!around.asyncGenerator || !node.argument) break;
        return wrap(node.argument, 'keep', around);
      case 'VariableDeclaration':
        if (node.kind !== 'await using') break;
        return declareAwaitUsing(node, around);
      case 'ForOfStatement':
        if (isAwaitUsing(node.left)) return forOfAwaitUsing(node, node.left, around);
        visit(node.left, around);
        forOfRight(node, around);
        return visit(node.body, around);
      case 'ForStatement':
        // Its head is disposed of once, after the loop: the frame from before it comes back then.
        if (!isAwaitUsing(node.init)) break;
        insert(node.start, `{using ${FRAME}${++hooks}=${FRAME}.disposal().now();`);
        for (const child of childNodes(node.init)) visit(child, around);
        for (const child of childNodes(node)) if (child !== node.init) visit(child, around);
        return void insert(node.end, '}');
    }
    for (const child of childNodes(node)) visit(child, around);
  };

  visit(ast, { asyncGenerator: false });
  return edits;
}

function isAwaitUsing(node: Node | null | undefined): node is VariableDeclaration {
  return (
    node?.type === 'VariableDeclaration' && (node as VariableDeclaration).kind === 'await using'
  );
}

/** The offset of the next token at or after `offset`. */
function skipTrivia(source: string, offset: number): number {
  const trivia = /(?:\s|\/\/.*|\/\*[^]*?\*\/)*/y;
  trivia.lastIndex = offset;
  trivia.exec(source);
  return trivia.lastIndex;
}

/** How V8 names an expression in "… is not async iterable". */
function rendering(node: AnyNode): string {
  switch (node.type) {
    case 'Identifier':
      return node.name;
    case 'AssignmentExpression':
      return rendering(node.left as AnyNode);
    case 'ThisExpression':
      return 'this';
    case 'Literal':
      return node.bigint || 'regex' in node ? '(intermediate value)' : String(node.raw);
    case 'MemberExpression': {
      const object = rendering(node.object);
      if (!node.computed) return `${object}.${'name' in node.property ? node.property.name : ''}`;
      const { property } = node;
      if (property.type === 'Literal' && typeof property.value === 'string') {
        return `${object}.${property.value}`;
      }
      return `${object}[${rendering(property)}]`;
    }
    case 'CallExpression':
      return `${rendering(node.callee as AnyNode)}(...) is not a function or its return value`;
    default:
      return '(intermediate value)';
  }
}
