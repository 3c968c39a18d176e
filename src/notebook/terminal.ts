/**
 * The reader's terminal: text with ANSI escape sequences becomes lines of styled spans. It knows
 * what programs of this site print (SGR colours, carriage return, erase, clear) and drops every
 * other sequence, as ECMA-48 lets a terminal do. Only the last lines are kept, so that a program
 * that prints without end costs no memory.
 */
export const MAX_LINES = 10_000;
/** Fewer lines are kept if they are so long. */
const MAX_CHARACTERS = 5_000_000;
/** A longer line is broken, or a program that never prints a newline would grow one for ever. */
const MAX_COLUMNS = 2000;

export interface Style {
  /** A palette index 0–255 or `#rrggbb`. */
  color?: number | string;
  background?: number | string;
  bold?: boolean;
  dim?: boolean;
  italic?: boolean;
  underline?: boolean;
  inverse?: boolean;
  strike?: boolean;
}

export interface StyledText {
  text: string;
  style: Style;
}

/** Immutable: a changed line is a new object with the same `number`. */
export interface Line {
  /** Counted from 0 at the start of the run. */
  number: number;
  spans: readonly StyledText[];
  /** By the terminal's clock: when its first character came, or its end if it is empty. */
  at: number;
}

const PLAIN: Style = {};
const CONTROL = /[\x00-\x1f\x7f\x9b]/g;
/** CSI, OSC and its like, and those of two or three characters; each may be cut off. */
const CSI = /(?:\x1b\[|\x9b)([\x30-\x3f]*)[\x20-\x2f]*([\x40-\x7e])/y;
const CSI_CUT = /(?:\x1b\[|\x9b)[\x20-\x3f]*$/y;
const OSC = /\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)/y;
const OSC_CUT = /\x1b[\]PX^_][^\x07\x1b]{0,4096}\x1b?$/y;
const SHORT = /\x1b[\x20-\x2f]*[\x30-\x7e]/y;
const SHORT_CUT = /\x1b[\x20-\x2f]*$/y;
const ESCAPES = new RegExp(`${CSI.source}|${OSC.source}|${SHORT.source}`, 'g');

export class Terminal {
  #lines: Line[] = [];
  #style = PLAIN;
  #column = 0;
  #cut = '';
  #home = false;
  readonly #clock: () => number;

  /** `clock` tells the time for `Line.at`. */
  constructor(clock: () => number = () => 0) {
    this.#clock = clock;
  }

  /** The last lines, oldest first: `MAX_LINES`, or fewer long ones. */
  get lines(): readonly Line[] {
    const end = this.#lines.length - (this.#lines.at(-1)?.spans.length === 0 ? 1 : 0);
    let start = end;
    for (let room = MAX_CHARACTERS; start > Math.max(0, end - MAX_LINES); start -= 1) {
      room -= widthOf(this.#lines[start - 1]!.spans);
      if (room < 0) break;
    }
    return this.#lines.slice(start, end);
  }

  /** How many lines were left out because more than `MAX_LINES` came. */
  get omitted(): number {
    return this.lines[0]?.number ?? 0;
  }

  write(chunk: string): void {
    const text = this.#cut + chunk;
    this.#cut = '';
    let position = 0;
    while (position < text.length) {
      CONTROL.lastIndex = position;
      const control = CONTROL.exec(text)?.index ?? text.length;
      if (control > position) this.#print(text.slice(position, control));
      if (control === text.length) return;
      const length = this.#control(text, control);
      if (length === 0) {
        this.#cut = text.slice(control);
        return;
      }
      position = control + length;
    }
  }

  /** Obeys the control character or sequence at `at`; its length, or 0 if it is cut off. */
  #control(text: string, at: number): number {
    switch (text[at]) {
      case '\n':
        this.#newline();
        return 1;
      case '\r':
        this.#column = 0;
        return 1;
      case '\b':
        this.#column = Math.max(0, this.#column - 1);
        return 1;
      case '\t':
        this.#print(' '.repeat(8 - (this.#column % 8)));
        return 1;
      case '\x1b':
      case '\x9b':
        return this.#escape(text, at);
      default:
        return 1;
    }
  }

  #escape(text: string, at: number): number {
    const csi = matchAt(CSI, text, at);
    if (csi) {
      this.#csi(csi[2]!, csi[1]!);
      return csi[0].length;
    }
    const osc = matchAt(OSC, text, at);
    if (osc) return osc[0].length;
    if ([CSI_CUT, OSC_CUT, SHORT_CUT].some((pattern) => matchAt(pattern, text, at))) return 0;
    return matchAt(SHORT, text, at)?.[0].length ?? 1;
  }

  #csi(final: string, parameters: string): void {
    const first = Number.parseInt(parameters, 10) || 0;
    const wasHome = this.#home;
    this.#home = final === 'H' && (parameters === '' || parameters === '1;1');
    if (final === 'm') this.#style = applySgr(this.#style, parameters);
    else if (final === 'G') this.#column = Math.max(0, first - 1);
    else if (final === 'K') this.#eraseLine(first);
    else if (final === 'J' && (first >= 2 || wasHome)) this.clear();
  }

  #current(): Line {
    let line = this.#lines.at(-1);
    if (line === undefined) {
      line = { number: 0, spans: [], at: 0 };
      this.#lines.push(line);
    }
    return line;
  }

  #replace(spans: readonly StyledText[]): void {
    const { number, spans: before, at } = this.#current();
    const began = before.length === 0 ? this.#clock() : at;
    this.#lines[this.#lines.length - 1] = { number, spans, at: began };
  }

  #print(text: string): void {
    this.#home = false;
    for (let rest = text; rest !== '';) {
      if (this.#column >= MAX_COLUMNS) this.#newline();
      const part = rest.slice(0, MAX_COLUMNS - this.#column);
      rest = rest.slice(part.length);
      const { spans } = this.#current();
      const width = widthOf(spans);
      const before = cut(spans, 0, this.#column);
      if (width < this.#column) {
        before.push({ text: ' '.repeat(this.#column - width), style: PLAIN });
      }
      this.#column += part.length;
      this.#replace(
        joined([...before, { text: part, style: this.#style }, ...cut(spans, this.#column, width)]),
      );
    }
  }

  #newline(): void {
    const { number, spans } = this.#current();
    if (spans.length === 0) this.#replace([]);
    this.#lines.push({ number: number + 1, spans: [], at: 0 });
    if (this.#lines.length > MAX_LINES * 2) this.#lines = this.#lines.slice(-MAX_LINES - 1);
    this.#column = 0;
  }

  #eraseLine(mode: number): void {
    const { spans } = this.#current();
    if (mode === 0) this.#replace(cut(spans, 0, this.#column));
    else if (mode === 2) this.#replace([]);
  }

  clear(): void {
    this.#lines = [];
    this.#column = 0;
  }
}

/** Lines as they would be copied from a terminal. */
export function textOf(lines: readonly Line[]): string {
  return lines.map(({ spans }) => `${spans.map(({ text }) => text).join('')}\n`).join('');
}

/** `text` as claims see it: without escape sequences, lines ended by \n alone. */
export function plainText(text: string): string {
  return text.replace(ESCAPES, '').replace(/\r+\n/g, '\n');
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function widthOf(spans: readonly StyledText[]): number {
  return spans.reduce((width, span) => width + span.text.length, 0);
}

/** The part of `spans` between two columns. */
export function cut(spans: readonly StyledText[], from: number, to: number): StyledText[] {
  const result: StyledText[] = [];
  let column = 0;
  for (const { text, style } of spans) {
    const part = text.slice(Math.max(0, from - column), Math.max(0, to - column));
    if (part !== '') result.push({ text: part, style });
    column += text.length;
  }
  return result;
}

function joined(spans: readonly StyledText[]): StyledText[] {
  const result: StyledText[] = [];
  for (const span of spans) {
    const last = result.at(-1);
    if (last?.style === span.style) last.text += span.text;
    else result.push({ ...span });
  }
  return result;
}

/** Select Graphic Rendition (ECMA-48 8.3.117), with the 256 and 24-bit colours of ISO 8613-6. */
export function applySgr(style: Style, parameters: string): Style {
  const codes = parameters === '' ? [0] : parameters.split(/[;:]/).map((code) => Number(code) || 0);
  let next: Style = { ...style };
  for (let i = 0; i < codes.length; i += 1) {
    const code = codes[i]!;
    if (code === 0) next = {};
    else if (code === 1) next.bold = true;
    else if (code === 2) next.dim = true;
    else if (code === 3) next.italic = true;
    else if (code === 4) next.underline = true;
    else if (code === 7) next.inverse = true;
    else if (code === 9) next.strike = true;
    else if (code === 22) {
      delete next.bold;
      delete next.dim;
    } else if (code === 23) delete next.italic;
    else if (code === 24) delete next.underline;
    else if (code === 27) delete next.inverse;
    else if (code === 29) delete next.strike;
    else if (code >= 30 && code <= 37) next.color = code - 30;
    else if (code >= 90 && code <= 97) next.color = code - 90 + 8;
    else if (code === 39) delete next.color;
    else if (code >= 40 && code <= 47) next.background = code - 40;
    else if (code >= 100 && code <= 107) next.background = code - 100 + 8;
    else if (code === 49) delete next.background;
    else if (code === 38 || code === 48) {
      const key = code === 38 ? 'color' : 'background';
      if (codes[i + 1] === 5) {
        next[key] = (codes[i + 2] ?? 0) & 255;
        i += 2;
      } else if (codes[i + 1] === 2) {
        next[key] = hex(codes.slice(i + 2, i + 5));
        i += 4;
      }
    }
  }
  return Object.keys(next).length === 0 ? PLAIN : next;
}

function hex(channels: number[]): string {
  return `#${[0, 1, 2].map((i) => ((channels[i] ?? 0) & 255).toString(16).padStart(2, '0')).join('')}`;
}

/** xterm's colour for a palette index from 16: a 6×6×6 cube, then 24 greys. 0–15 are the theme's. */
export function paletteColor(index: number): string {
  if (index >= 232) return hex([0, 0, 0].map(() => 8 + (index - 232) * 10));
  const level = (step: number) => (step === 0 ? 0 : 55 + step * 40);
  const cube = index - 16;
  return hex([Math.floor(cube / 36), Math.floor(cube / 6) % 6, cube % 6].map(level));
}
