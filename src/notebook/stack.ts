/** Places in the reader's code that the output of a run names: stack frames, the error that ended it. */

/** Line and column count from 0, as in `Caret`. */
export interface Place {
  file: string;
  line: number;
  column: number;
}

/** A part of a text that names a place: from the beginning of its path to the end of its numbers. */
export interface NamedPlace {
  from: number;
  to: number;
  place: Place;
}

/** The error that ended a run. */
export interface Fault extends Place {
  /** Its first line, such as `TypeError: x is not a function`. */
  message: string;
}

export type FindPlaces = (text: string) => NamedPlace[];

/** Characters before the sandbox's folder that still belong to a path. */
const MAX_PATH = 200;
const PATH_END = /[^\s()[\]'"]*$/;

/** Finds the places in a sandbox's files; names of other files, and of made up ones, are only text. */
export function placeFinder(sandbox: string, files: readonly string[]): FindPlaces {
  const names = files.map((file) => quote(file)).join('|');
  const pattern = new RegExp(`/${quote(sandbox)}/(${names}):(\\d{1,7})(?::(\\d{1,7}))?`, 'g');
  return (text) =>
    [...text.matchAll(pattern)].map((found) => {
      const before = text.slice(Math.max(0, found.index - MAX_PATH), found.index);
      const [, file, line, column] = found;
      const from = found.index - PATH_END.exec(before)![0].length;
      const place = { file: file!, line: Number(line) - 1, column: Number(column ?? 1) - 1 };
      return { from, to: found.index + found[0].length, place };
    });
}

/** Names of sandboxes and of their files have no other character that a pattern would read. */
function quote(name: string): string {
  return name.replaceAll('.', String.raw`\.`);
}

/** Characters at the output's end in which an error that ended the run is looked for. */
const TAIL = 50_000;
/** What Node prints above an error: where it was thrown, that line's text, a mark below. */
const HEADER = /^\S.*:\d+$/;
const MARK = /^\s*\^+\s*$/;
const FRAME = /^\s+at /;
const LAST = /^Node\.js v\d/;

/**
 * The error that ended a run, as Node prints one, with the first of its frames that is in the
 * reader's code; null if there is none.
 */
export function faultOf(output: string, findPlaces: FindPlaces): Fault | null {
  const lines = output.slice(-TAIL).split('\n');
  const mark = lines.findLastIndex((line, i) => MARK.test(line) && HEADER.test(lines[i - 2] ?? ''));
  if (mark === -1) return null;
  const after = lines.slice(mark + 1);
  const end = after.findIndex((line) => LAST.test(line));
  const said = after.slice(0, end === -1 ? undefined : end);
  const thrown = said.filter((line) => FRAME.test(line)).flatMap(findPlaces)[0]?.place;
  const header = lines[mark - 2]!;
  const named = findPlaces(header)[0];
  const place = thrown ?? (named && { ...named.place, column: lines[mark]!.indexOf('^') });
  // A warning (of an `await` that never ends) stands before the place, an error below the mark.
  const message = said.find((line) => line.trim() !== '') ?? header.slice(0, named?.from);
  return place ? { ...place, message } : null;
}
