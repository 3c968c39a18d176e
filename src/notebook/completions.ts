/** What can be written at a place in the code: Node's modules, what they export, its globals. */

export interface NodeNames {
  modules: Record<string, string[]>;
  globals: Record<string, string[]>;
}

export interface Completions {
  /** Where what is being written begins, an offset in the text. */
  from: number;
  names: string[];
}

const SPECIFIER = /\b(?:from|import|require)\s*\(?\s*(['"])([\w:/.#-]*)$/;
const IN_BRACES = /\bimport\s+(?:[\w$]+\s*,\s*)?\{[^}]*?([\w$]*)$/;
const AFTER_BRACES = /^[^}]*\}\s*from\s*(['"])([^'"\n]+)\1/;
const MEMBER = /(?:^|[^\w$.])([\w$]+)\??\.([\w$]*)$/;
const WORD = /(?:^|[^\w$.])([\w$]*)$/;

/**
 * Completions at `at`, or null. `isAsked`: the reader asked for them, so that globals are among them;
 * while they only write, modules, exports and members are. `files` are the sandbox's own.
 */
export function completionsAt(
  text: string,
  at: number,
  { modules, globals }: NodeNames,
  files: readonly string[],
  isAsked: boolean,
): Completions | null {
  const before = text.slice(0, at);
  const end = (written: string, names: string[]) => ({ from: at - written.length, names });

  const specifier = SPECIFIER.exec(before);
  if (specifier) {
    const own = files.map((file) => `./${file}`);
    return end(specifier[2]!, [...Object.keys(modules), '#timeline', ...own]);
  }
  const imported = IN_BRACES.exec(before);
  if (imported) {
    const from = AFTER_BRACES.exec(text.slice(at))?.[2];
    const names = from && own(modules, withScheme(from));
    return names ? end(imported[1]!, names) : null;
  }
  const member = MEMBER.exec(before);
  if (member) {
    const [, object, written] = member;
    const names = own(modules, moduleNamed(object!, text)) ?? own(globals, object!);
    return names?.length ? end(written!, names) : null;
  }
  const word = isAsked && WORD.exec(before);
  return word ? end(word[1]!, Object.keys(globals)) : null;
}

/** The specifier of the module that `name` stands for as a whole in `text`; '' if for none. */
function moduleNamed(name: string, text: string): string {
  const bound = String.raw`(?:import\s+(?:\*\s*as\s+)?|(?:const|let|var)\s+)${name.replaceAll('$', '\\$')}`;
  const pattern = new RegExp(
    String.raw`\b${bound}(?:\s*,\s*\{[^}]*\})?\s*(?:from\s*|=\s*require\(\s*)['"]([^'"\n]+)['"]`,
  );
  return withScheme(pattern.exec(text)?.[1] ?? '');
}

function withScheme(specifier: string): string {
  return specifier.startsWith('node:') ? specifier : `node:${specifier}`;
}

function own(names: Record<string, string[]>, key: string): string[] | undefined {
  return Object.hasOwn(names, key) ? names[key] : undefined;
}
