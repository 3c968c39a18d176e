/**
 * Bundles Node's lib as two classic scripts of function literals: what nearly every program needs,
 * and the rest, which a thread takes when a program first wants a module of it: a browser scans all
 * of a script that it loads, and each thread keeps its text. Every module keeps its lines and,
 * but for insertions that are written down, its columns, so that stack frames read
 * `node:internal/…:line:column` as in Node. Comments are blanked; nothing is minified, for Node
 * prints names of its own functions and classes.
 */
import { parse, type Comment } from 'acorn';
import { FRAME, awaitEdits } from '../../node/modules/await-transform.ts';
import {
  LIB_GLOBAL,
  LIB_SCRIPT,
  type LibModule,
  type NodeData,
  type NodeLib,
} from '../../node/thread/lib.ts';
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

/** Without a character beyond ASCII: one alone would double the memory that a thread's source takes. */
function inAscii(text: string): string {
  return text.replace(/[^\u0000-\u007f]/g, (unit) => {
    return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

/** One module, ready for the bundle: patched, awaits and throws rewritten, comments blanked. */
function transformModule(
  id: string,
  source: string,
  index: number,
): { text: string; columns: InsertedColumns } {
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
    ...throwInsertions(source, program, index),
  ]);
  return { text: inAscii(settleBlanks(text)), columns };
}

type Header = Pick<NodeLib, 'data' | 'modules' | 'leftOut'>;

/** The scripts of lib: `lib` leaves a `NodeLib` on the global object (see src/node/thread/lib.ts). */
export function bundleLib({ sources, data }: NodeDump): { lib: string; libRest: string } {
  const leftOut: Record<string, string> = {};
  const modules: LibModule[] = [];
  const ids = Object.keys(sources).filter((id) => {
    const reason = reasonLeftOut(id);
    if (reason) leftOut[id] = reason;
    return !reason;
  });
  let line = 1;
  const bundle = (chosen: string[]): string => {
    const chunks = chosen.map((id) => {
      const { text, columns } = transformModule(id, sources[id]!, modules.length);
      const opening = `define(${JSON.stringify(id)},function(${parametersOf(id)}){`;
      modules.push({ id, line, column: opening.length, insertions: columns });
      const chunk = `${opening}${text}\n});\n`;
      line += chunk.split('\n').length - 1;
      return chunk;
    });
    return chunks.join('');
  };
  const rest = ids.filter(isOfTheRest);
  line++; // of the header
  const first = bundle(ids.filter((id) => !isOfTheRest(id)));
  line += 2; // the end of the first script, and the header of the other
  // The line numbers of the rest go on where those of the first end, so that one table serves both.
  const linesBefore = '\n'.repeat(line - 2);
  const second = bundle(rest);
  const header: Header = { data: data satisfies NodeData, modules, leftOut };
  const end = `}\n//# sourceURL=${LIB_SCRIPT}\n`;
  return {
    lib:
      `globalThis.${LIB_GLOBAL}=Object.assign(JSON.parse(${JSON.stringify(JSON.stringify(header))}),` +
      `{functions:{__proto__:null}});{let ${FRAME},${THROWN};` +
      `const define=((all)=>(id,f)=>{all[id]=f})(${LIB_GLOBAL}.functions);` +
      `${LIB_GLOBAL}.bind=(frame,thrown)=>{${FRAME}=frame;${THROWN}=thrown};` +
      `${LIB_GLOBAL}.bound=()=>({define,${FRAME},${THROWN}});\n` +
      `${first}${end}`,
    libRest: `${linesBefore}{const {define,${FRAME},${THROWN}}=${LIB_GLOBAL}.bound();\n${second}${end}`,
  };
}
