/**
 * Splits what a process prints into what the reader sees and the timeline's events, chunk by
 * chunk. The page uses it while a run goes on, `src/commands` when it records and checks in real
 * Node; so nothing of the DOM is used here.
 *
 * A program may print anything, also what only looks like an event: what does not parse as one is
 * shown as text, with its control characters made visible, and never trusted.
 */
import { OSC_CODE, type TimelineEvent } from './timeline-events.ts';

/** Events beyond this are counted and dropped: a timeline of more can be neither drawn nor read. */
export const MAX_EVENTS = 20_000;

const PREFIX = `\x1b]${OSC_CODE};`;
const MAX_PAYLOAD = 4096;
const MAX_STRING = 200;
/** The payload is printable ASCII; whatever else comes first ends it. */
const PAYLOAD_END = /[^\x20-\x7e]/g;

export interface Split {
  text: string;
  events: TimelineEvent[];
}

export class OscSplitter {
  #decoder = new TextDecoder();
  #pending = '';
  #count = 0;
  /** How many lines of the text have ended. */
  #printed = 0;
  /** How many events came after the first `MAX_EVENTS`. */
  dropped = 0;

  /** Takes the next chunk, bytes of UTF-8 or text; sequences and characters may be cut anywhere. */
  push(chunk: string | Uint8Array): Split {
    const text = typeof chunk === 'string' ? chunk : this.#decoder.decode(chunk, { stream: true });
    return this.#split(this.#pending + text);
  }

  /** The stream is over: what was held back as the start of a sequence is text after all. */
  end(): Split {
    const { text, events } = this.#split(this.#pending + this.#decoder.decode());
    const rest = visible(this.#pending);
    this.#pending = '';
    return { text: text + rest, events };
  }

  #split(data: string): Split {
    const events: TimelineEvent[] = [];
    let text = '';
    let position = 0;
    const print = (more: string) => {
      text += more;
      for (let at = more.indexOf('\n'); at !== -1; at = more.indexOf('\n', at + 1)) {
        this.#printed += 1;
      }
    };
    this.#pending = '';
    for (;;) {
      const start = data.indexOf(PREFIX, position);
      if (start === -1) {
        const held = data.length - startOfPrefix(data, position);
        print(data.slice(position, data.length - held));
        this.#pending = data.slice(data.length - held);
        return { text, events };
      }
      print(data.slice(position, start));
      const body = start + PREFIX.length;
      PAYLOAD_END.lastIndex = body;
      const end = PAYLOAD_END.exec(data)?.index ?? data.length;
      const terminator = terminatorAt(data, end);
      if (terminator === 'unknown' && end - body <= MAX_PAYLOAD) {
        this.#pending = data.slice(start);
        return { text, events };
      }
      const event =
        typeof terminator === 'number' && end - body <= MAX_PAYLOAD
          ? parseEvent(data.slice(body, end))
          : null;
      position = typeof terminator === 'number' ? end + terminator : end;
      if (event === null) print(visible(data.slice(start, position)));
      else if (this.#count === MAX_EVENTS) this.dropped += 1;
      else {
        this.#count += 1;
        events.push(this.#printed === 0 ? event : { ...event, printed: this.#printed });
      }
    }
  }
}

/** Where the last characters of `data` may be the start of a sequence; its length if none. */
function startOfPrefix(data: string, from: number): number {
  const start = data.lastIndexOf('\x1b');
  return start >= from && PREFIX.startsWith(data.slice(start)) ? start : data.length;
}

/** The length of BEL or ST (ESC \) at `end`, 'none' for another character, 'unknown' if cut off. */
function terminatorAt(data: string, end: number): number | 'none' | 'unknown' {
  if (end === data.length) return 'unknown';
  if (data[end] === '\x07') return 1;
  if (data[end] !== '\x1b') return 'none';
  if (end + 1 === data.length) return 'unknown';
  return data[end + 1] === '\\' ? 2 : 'none';
}

/** Control characters as their pictures (U+2400…), so that a terminal shows instead of obeying. */
function visible(text: string): string {
  return text.replace(/[\x00-\x1f]/g, (char) => String.fromCharCode(0x2400 + char.charCodeAt(0)));
}

const SOURCE = /^[^:]+:\d{1,7}$/;

/** A new, well-formed event from JSON of a program's making; null if it is none. */
export function parseEvent(json: string): TimelineEvent | null {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null) return null;
  const { source } = value as { source?: unknown };
  const event = eventOf(value as Record<string, unknown>);
  if (!event || typeof source !== 'string' || source.length > MAX_STRING) return event;
  return SOURCE.test(source) ? { ...event, source } : event;
}

function eventOf({ type, at, ...rest }: Record<string, unknown>): TimelineEvent | null {
  if (typeof at !== 'number' || !(at >= 0 && at < 8.64e15)) return null;
  const text = (key: string) => {
    const field = rest[key];
    return typeof field === 'string' && field.length <= MAX_STRING ? field : undefined;
  };
  const lane = text('lane');
  const label = text('label');
  const span = text('span');
  const message = text('message');
  const has = (...fields: unknown[]) => fields.every((field) => field !== undefined);
  switch (type) {
    case 'lane':
      return has(lane, label) ? { type, at, lane: lane!, label: label! } : null;
    case 'begin':
      return has(lane, span, label) ? { type, at, lane: lane!, span: span!, label: label! } : null;
    case 'end':
      return has(span) ? { type, at, span: span! } : null;
    case 'mark':
      return has(lane, label) ? { type, at, lane: lane!, label: label! } : null;
    case 'beat':
      return has(lane) ? { type, at, lane: lane! } : null;
    case 'send':
      return has(lane, message, label)
        ? { type, at, lane: lane!, message: message!, label: label! }
        : null;
    case 'receive':
      return has(lane, message) ? { type, at, lane: lane!, message: message! } : null;
    case 'counter': {
      const counter = text('counter');
      const unit = text('unit');
      const amount = rest['value'];
      if (counter === undefined || typeof amount !== 'number' || !Number.isFinite(amount)) {
        return null;
      }
      return { type, at, counter, value: amount, ...(unit === undefined ? {} : { unit }) };
    }
    default:
      return null;
  }
}
