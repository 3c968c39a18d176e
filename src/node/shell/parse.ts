/**
 * The part of the shell's language that `sh -c` knows here: words with quotes and `$NAME`, `&&`, `||`,
 * `;`, `|`, redirections. Everything else of POSIX's shell is refused by name.
 */

/** Pieces of a word; names are expanded when the command runs. */
export type Word = ({ text: string } | { variable: string; quoted: boolean })[];

export interface Redirection {
  fd: number;
  /** `<`, `>` and `>>` name a file, `>&` another descriptor. */
  kind: '<' | '>' | '>>' | '>&';
  target: Word;
}

export interface Command {
  assignments: { name: string; value: Word }[];
  words: Word[];
  redirections: Redirection[];
}

/** Commands joined by `|`. */
export type Pipeline = Command[];

/** `unless`: what the status before must be so that this one does not run. */
export interface Step {
  pipeline: Pipeline;
  after: ';' | '&&' | '||';
}

/** What sh says about a text that it cannot read; its exit code is 2. */
export class ShellSyntaxError extends Error {}

type Token = { word: Word; plain: boolean } | { operator: string } | { redirection: string };

const OPERATORS = ['&&', '||', ';', '|', '\n'];
const UNSUPPORTED: Record<string, string> = {
  '&': 'background commands',
  '(': 'subshells',
  ')': 'subshells',
  '`': 'command substitution',
  '*': 'file name patterns',
  '?': 'file name patterns',
  '[': 'file name patterns',
};
const KEYWORDS = new Set(['if', 'while', 'until', 'for', 'case', '{', '!']);
const END = 'end of file';
const NAME = /^[A-Za-z_]\w*/;

function refuse(what: string): never {
  throw new ShellSyntaxError(`the shell of the embedded Node has no ${what}`);
}

class Lexer {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  tokens(): Token[] {
    const tokens: Token[] = [];
    for (;;) {
      this.#match(/[ \t]+|\\\n/y);
      if (this.#at >= this.#text.length) return tokens;
      if (this.#match(/#[^\n]*/y)) continue;
      const redirection = this.#match(/\d*(>>|>&|<(?![<&])|>(?!\|))/y);
      const operator = OPERATORS.find((text) => this.#text.startsWith(text, this.#at));
      if (redirection) {
        tokens.push({ redirection });
      } else if (operator) {
        this.#at += operator.length;
        tokens.push({ operator: operator === '\n' ? ';' : operator });
      } else {
        tokens.push(this.#word());
      }
    }
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found) this.#at += found.length;
    return found;
  }

  #word(): Token {
    const word: Word = [];
    let plain = true;
    for (;;) {
      const char = this.#text[this.#at];
      if (char === undefined || /[\s;|<>]/.test(char)) break;
      if (char === '&' && this.#text[this.#at + 1] === '&') break;
      if (char in UNSUPPORTED) refuse(UNSUPPORTED[char]!);
      this.#at++;
      if (char === "'") {
        plain = false;
        const end = this.#text.indexOf("'", this.#at);
        if (end < 0) throw new ShellSyntaxError('Syntax error: Unterminated quoted string');
        word.push({ text: this.#text.slice(this.#at, end) });
        this.#at = end + 1;
      } else if (char === '"') {
        plain = false;
        this.#doubleQuoted(word);
      } else if (char === '\\') {
        plain = false;
        word.push({ text: this.#text[this.#at++] ?? '\\' });
      } else if (char === '$') {
        this.#dollar(word, false);
      } else {
        word.push({ text: char });
      }
    }
    if (word.length === 0 && plain) refuse(`"${this.#text[this.#at]}" here`);
    return { word, plain };
  }

  #doubleQuoted(word: Word): void {
    word.push({ text: '' });
    for (;;) {
      const char = this.#text[this.#at++];
      if (char === undefined)
        throw new ShellSyntaxError('Syntax error: Unterminated quoted string');
      if (char === '"') return;
      if (char === '`') refuse(UNSUPPORTED['`']!);
      const next = this.#text[this.#at] ?? '';
      if (char === '\\' && '$`"\\\n'.includes(next)) {
        this.#at++;
        if (next !== '\n') word.push({ text: next });
      } else if (char === '$') {
        this.#dollar(word, true);
      } else {
        word.push({ text: char });
      }
    }
  }

  /** After a `$`. */
  #dollar(word: Word, quoted: boolean): void {
    if (this.#text[this.#at] === '(') refuse('command substitution');
    const braced = this.#match(/\{(\w+|\?|\$)\}/y);
    if (!braced && this.#text[this.#at] === '{') refuse('${…} with operators');
    const name = braced?.slice(1, -1) ?? this.#match(/[A-Za-z_]\w*|[?$#@*0-9]/y);
    word.push(name === undefined ? { text: '$' } : { variable: name, quoted });
  }
}

/** A word with the values of its names. */
export function expand(word: Word, valueOf: (name: string) => string): string {
  return word.map((piece) => ('text' in piece ? piece.text : valueOf(piece.variable))).join('');
}

/** The words of a command: what names outside quotes stand for is split at blanks. */
export function expandWords(words: Word[], valueOf: (name: string) => string): string[] {
  return words.flatMap((word) => expandFields(word, valueOf));
}

function expandFields(word: Word, valueOf: (name: string) => string): string[] {
  const fields: string[] = [];
  let field: string | undefined;
  const end = (): void => {
    if (field !== undefined) fields.push(field);
    field = undefined;
  };
  for (const piece of word) {
    if ('text' in piece) {
      field = (field ?? '') + piece.text;
      continue;
    }
    const value = valueOf(piece.variable);
    if (piece.quoted) {
      field = (field ?? '') + value;
      continue;
    }
    for (const [index, part] of value.split(/[ \t\n]+/).entries()) {
      if (index > 0) end();
      if (part !== '') field = (field ?? '') + part;
    }
  }
  end();
  return fields;
}

/** The text of a word without names; undefined if it has some. */
function literal(word: Word): string | undefined {
  return word.every((piece) => 'text' in piece)
    ? word.map((piece) => (piece as { text: string }).text).join('')
    : undefined;
}

/** Reads a command line. Throws `ShellSyntaxError`. */
export function parse(text: string): Step[] {
  const steps: Step[] = [];
  let pipeline: Pipeline = [];
  let command: Command = { assignments: [], words: [], redirections: [] };
  let after: Step['after'] = ';';
  const isEmpty = () =>
    command.words.length + command.assignments.length + command.redirections.length === 0;
  const finishCommand = (operator: string): void => {
    if (isEmpty()) {
      if (operator === ';' && pipeline.length === 0 && after === ';') return;
      const what = operator === END ? operator : `"${operator}"`;
      throw new ShellSyntaxError(`Syntax error: ${what} unexpected`);
    }
    pipeline.push(command);
    command = { assignments: [], words: [], redirections: [] };
  };
  const finishPipeline = (operator: string): void => {
    finishCommand(operator);
    if (pipeline.length > 0) steps.push({ pipeline, after });
    pipeline = [];
  };
  const tokens = new Lexer(text).tokens();
  while (tokens.length > 0) {
    const token = tokens.shift()!;
    if ('redirection' in token) {
      const target = tokens.shift();
      if (!target || !('word' in target)) {
        throw new ShellSyntaxError('Syntax error: word expected after a redirection');
      }
      const kind = token.redirection.replace(/^\d+/, '') as Redirection['kind'];
      const fd = Number(/^\d+/.exec(token.redirection)?.[0] ?? (kind === '<' ? 0 : 1));
      command.redirections.push({ fd, kind, target: target.word });
    } else if ('operator' in token) {
      if (token.operator === '|') {
        finishCommand('|');
        continue;
      }
      finishPipeline(token.operator);
      after = token.operator as Step['after'];
    } else {
      addWord(command, token.word, token.plain);
    }
  }
  if (!isEmpty() || pipeline.length > 0 || after !== ';') finishPipeline(END);
  return steps;
}

function addWord(command: Command, word: Word, plain: boolean): void {
  if (command.words.length > 0) {
    command.words.push(word);
    return;
  }
  const text = literal(word);
  if (plain && text !== undefined && KEYWORDS.has(text)) refuse(`"${text}"`);
  const first = word.map((piece) => ('text' in piece ? piece.text : '\0')).join('');
  const name = NAME.exec(first)?.[0];
  if (name === undefined || first[name.length] !== '=') {
    command.words.push(word);
    return;
  }
  let skip = name.length + 1;
  const value: Word = [];
  for (const piece of word) {
    if (!('text' in piece)) value.push(piece);
    else {
      value.push({ text: piece.text.slice(skip) });
      skip = Math.max(0, skip - piece.text.length);
    }
  }
  command.assignments.push({ name, value });
}
