/**
 * Syntax errors as Node reports them: V8's message, and the line of source with a caret. A page
 * gets V8's message but no position, acorn gives a position but another message: so both are asked.
 */
import { Parser, type Node, type Program } from 'acorn';
import { applyEdits, type Edit } from './source-edits.ts';

export type SourceKind = 'script' | 'module';

export interface SyntaxProblem {
  message: string;
  /** See `caretBelow`. Undefined when only V8 finds the source wrong. */
  arrow(file: string): string | undefined;
}

/** acorn's parser has these; its types do not tell. */
interface ParserState {
  lastTokStart: number;
  lastTokEnd: number;
  start: number;
  end: number;
  input: string;
  type: { label: string };
  parse(): Program;
}

interface AcornError extends SyntaxError {
  pos: number;
}

/** A parser that remembers the import and export declarations it has read. */
const RecordingParser = Parser.extend((Base) => {
  const base = Base.prototype as any;
  return class extends Base {
    declarations: Node[] = [];
    parseImport(node: Node): Node {
      const parsed = base.parseImport.call(this, node);
      this.declarations.push(parsed);
      return parsed;
    }
    parseExport(node: Node, exports: unknown): Node {
      const parsed = base.parseExport.call(this, node, exports);
      this.declarations.push(parsed);
      return parsed;
    }
  } as unknown as typeof Parser;
}) as unknown as new (options: object, input: string) => ParserState & { declarations: Node[] };

/**
 * What is wrong with a source. `v8Message` is the message that V8 gave for it; a module cannot be
 * given to V8 as it is, so its message is found out here.
 */
export function explainSyntaxError(
  source: string,
  kind: SourceKind,
  v8Message?: string,
): SyntaxProblem {
  const parser = new RecordingParser(
    {
      ecmaVersion: 'latest',
      sourceType: kind,
      allowHashBang: true,
      allowReturnOutsideFunction: kind === 'script',
    },
    source,
  );
  let error: AcornError | undefined;
  try {
    parser.parse();
  } catch (thrown) {
    error = thrown as AcornError;
  }
  const atEnd = error !== undefined && source.slice(error.pos).trim() === '';
  let message =
    v8Message ?? moduleMessage(source, parser.declarations, error) ?? describeToken(parser);
  // V8 read on into what was put around the source.
  if (atEnd && message.startsWith('Unexpected token')) message = 'Unexpected end of input';
  if (error === undefined) return { message, arrow: () => undefined };

  const [start, end] = underlined(message, parser, error.pos);
  return { message, arrow: (file) => caretBelow(source, start, end, file) };
}

/** Node's arrow message: "file:line", the line of source, a caret below each of its characters. */
export function caretBelow(source: string, start: number, end: number, file: string): string {
  const lineStart = Math.max(0, source.lastIndexOf('\n', start - 1) + 1);
  const line = source.slice(0, start).split('\n').length;
  const text = source.slice(lineStart).split('\n', 1)[0]!.replace(/\r$/, '');
  const indent = source.slice(lineStart, start).replace(/[^\t]/g, ' ');
  const caret = '^'.repeat(Math.max(0, Math.min(end, lineStart + text.length) - start));
  return `${file}:${line}\n${text}\n${indent}${caret}\n`;
}

/** Problems that V8 reports at the token that it read last. */
const AT_LAST_TOKEN =
  /^(?:missing \) after argument|Missing initializer|Missing catch or|await is only|Illegal newline|Function statements)/;

/** The part of the source that V8 underlines. */
function underlined(message: string, parser: ParserState, position: number): [number, number] {
  const { lastTokStart, lastTokEnd, start, end, input } = parser;
  if (AT_LAST_TOKEN.test(message)) return [lastTokStart, lastTokEnd];
  if (message === 'Unexpected end of input') return [input.length, input.length];
  if (message.endsWith('missing /')) return [position - 1, position];
  if (message.startsWith('HTML comments')) return [position + 3, position + 4];
  if (message.startsWith('new.target')) return [position + 4, position + 10];
  if (message === 'Invalid or unexpected token') {
    if (position > start) return [start, position];
    const lineEnd = /["']/.test(input[position] ?? '')
      ? input.indexOf('\n', position)
      : position + 1;
    return [position, lineEnd < 0 ? input.length : lineEnd];
  }
  if (position === start && end > start) return [start, end];
  // A string, or a word.
  const word = message.startsWith('Invalid module export name') ? /(["']).*?\1/y : /[\w$]+/y;
  word.lastIndex = position;
  const length = word.exec(input)?.[0].length;
  return [position, position < input.length ? position + (length ?? 1) : position];
}

/** V8's message for a module, as far as it can be had. */
function moduleMessage(
  source: string,
  declarations: readonly Node[],
  error: AcornError | undefined,
): string | undefined {
  const known = error && translated(error.message.replace(/ \(\d+:\d+\)$/, ''), source, error.pos);
  if (known !== undefined) return known;
  const edits: Edit[] = source.startsWith('#!') ? [{ at: 0, remove: 2, text: '//' }] : [];
  for (const node of declarations) {
    const declaration = 'declaration' in node ? (node.declaration as Node | null) : null;
    const end = declaration ? declaration.start : node.end;
    const isDefault = node.type === 'ExportDefaultDeclaration';
    edits.push({ at: node.start, remove: end - node.start, text: isDefault ? 'void ' : ';' });
  }
  try {
    new AsyncFunction(`"use strict";${applyEdits(source, edits)}`);
    return undefined;
  } catch (thrown) {
    const { message } = thrown as SyntaxError;
    // Not modules, but functions were compiled.
    if (message.startsWith('await is only valid')) return 'Unexpected reserved word';
    const isModuleSyntax = /outside a module|Unexpected token '(?:export|import)'/.test(message);
    return isModuleSyntax ? undefined : message;
  }
}

const AsyncFunction = (async () => {}).constructor as FunctionConstructor;

/** V8's words for what acorn finds out about modules and functions. */
function translated(message: string, source: string, position: number): string | undefined {
  const [, name] = /'(.*)'/.exec(message) ?? [];
  if (/\bimport(?:\s+source\s+|\s*\.\s*)$/.test(source.slice(0, position))) {
    if (/^(?:source\b|\w+\s+from\b)/.test(source.slice(position))) {
      return 'Source phase imports are not available in the embedded Node';
    }
  }
  if (/^(?:<!--|-->)/.test(source.slice(position)))
    return 'HTML comments are not allowed in modules';
  if (message.startsWith("'new.target'")) return 'new.target expression is not allowed here';
  if (message.includes('lone surrogate')) {
    return 'Invalid module export name: contains unpaired surrogate';
  }
  if (message.startsWith('Duplicate export')) return `Duplicate export of '${name}'`;
  if (/^Export '.*' is not defined/.test(message))
    return `Export '${name}' is not defined in module`;
  if (/^Identifier '.*' has already been declared/.test(message)) return message;
  if (message.startsWith("'return' outside")) return 'Illegal return statement';
  return undefined;
}

/** V8's message for a token that it did not expect. */
function describeToken({ type, input, start, end }: ParserState): string {
  const text = input.slice(start, end);
  switch (type.label) {
    case 'eof':
      return 'Unexpected end of input';
    case 'name':
      return `Unexpected identifier '${text}'`;
    case 'string':
      return 'Unexpected string';
    case 'num':
      return 'Unexpected number';
    case '`':
    case 'template':
      return 'Unexpected template string';
    default:
      return `Unexpected token '${text}'`;
  }
}
