/**
 * Bundles Node's lib as two texts: what nearly every program needs, below a line of JSON, and the rest,
 * which a page fetches last. They hold every module, of which a thread compiles those that it runs
 * (src/node/thread/lib.ts). Each keeps its lines and, but for insertions that are written down, its
 * columns, so that stack frames read `node:internal/…:line:column` as in Node. Comments are blanked;
 * nothing is minified, for Node prints names of its own functions and classes.
 */
import { parse, type Comment } from 'acorn';
import { FRAME, awaitEdits } from '../../node/modules/await-transform.ts';
import { LIB_SCRIPT, type LibHeader, type LibModule } from '../../node/thread/lib.ts';
import type { NodeDump } from './extract.ts';
import { applyInsertions, type InsertedColumns } from './insertions.ts';
import { isOfTheRest, parametersOf, reasonLeftOut } from './modules.ts';
import { patchInsertions } from './patches.ts';
import { promiseInsertions } from './promise-constructors.ts';
import { THROWN, throwInsertions } from './throw-positions.ts';

/** Stands for a character of a comment until the text is whole. */
const BLANK = '\u0001';

/** Blanks comments that have their lines for themselves; the others are shown with fatal errors. */
function blankComments(source: string, comments: Comment[]): string {
  let text = '';
  let from = 0;
  for (const { start, end } of comments) {
    const before = source.slice(source.lastIndexOf('\n', start - 1) + 1, start);
    const after = /.*/.exec(source.slice(end))![0];
    if (before.trim() || after.trim()) continue;
    text += source.slice(from, start) + source.slice(start, end).replace(/[^\n]/g, BLANK);
    from = end;
  }
  return text + source.slice(from);
}

/** Drops blanks at the end of a line and makes the others spaces, which keep the columns. */
function settleBlanks(text: string): string {
  return text.replace(/[ \t\u0001]*\u0001$/gm, '').replaceAll(BLANK, ' ');
}

/** Without a character beyond ASCII: one is a byte, and takes no more of a thread's memory. */
function inAscii(text: string): string {
  return text.replace(/[^\u0000-\u007f]/g, (unit) => {
    return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

/** One module, ready for the bundle: patched, awaits and throws rewritten, comments blanked. */
function transformModule(id: string, source: string): { text: string; columns: InsertedColumns } {
  const comments: Comment[] = [];
  const program = parse(source, {
    ecmaVersion: 'latest',
    allowReturnOutsideFunction: true,
    onComment: comments,
  });
  const { text, columns } = applyInsertions(blankComments(source, comments), [
    ...patchInsertions(id, source),
    ...awaitEdits(source, program),
    ...promiseInsertions(program),
    ...throwInsertions(source, program),
  ]);
  return { text: inAscii(settleBlanks(text)), columns };
}

/**
 * The parentheses around both functions have V8 compile them at once, as they are called at once. The
 * outer one gives rewritten code what it refers to.
 */
function moduleText(id: string, text: string): { opening: string; whole: string } {
  const opening = `(function(${FRAME},${THROWN}){return(function(${parametersOf(id)}){`;
  return { opening, whole: `${opening}${text}\n})})\n//# sourceURL=${LIB_SCRIPT}${id}\n` };
}

/** Both texts, in ASCII. */
export function bundleLib(
  { sources, data }: NodeDump,
  usual: string[],
): { lib: string; libRest: string } {
  const leftOut: Record<string, string> = {};
  const modules: LibModule[] = [];
  const texts = { first: '', rest: '' };
  for (const [id, source] of Object.entries(sources)) {
    const reason = reasonLeftOut(id);
    if (reason) {
      leftOut[id] = reason;
      continue;
    }
    const { text, columns } = transformModule(id, source);
    const { opening, whole } = moduleText(id, text);
    const part = isOfTheRest(id) ? 'rest' : 'first';
    const [start, length] = [texts[part].length, whole.length];
    modules.push({ id, part, start, length, column: opening.length, insertions: columns });
    texts[part] += whole;
  }
  const header = inAscii(JSON.stringify({ data, modules, leftOut, usual } satisfies LibHeader));
  return { lib: `${header}\n${texts.first}`, libRest: texts.rest };
}
