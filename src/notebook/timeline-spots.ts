/**
 * Spots of a timeline: what a reader points at or steps through, in words, with the lines of code
 * and of output that it came from.
 */
import type { Origin } from './timeline-events.ts';
import { BAR_HEIGHT, BEAT_LENGTH, barTop } from './timeline-lane.ts';
import { arrowHeights, type TimelineLayout } from './timeline-layout.ts';
import { formatTime, type Counter, type Message, type Timeline } from './timeline-model.ts';
import { timelineWords } from './timeline-words.ts';
import { words as allWords, type Language } from './words.ts';

/** What of the drawing is meant; places are milliseconds, and indices of lanes and counters. */
export type SpotShape =
  | { kind: 'span'; lane: number; row: number; start: number; end: number }
  | { kind: 'mark' | 'beat'; lane: number; at: number }
  | { kind: 'stall'; lane: number; start: number; end: number }
  | { kind: 'message'; message: Message }
  | { kind: 'counter'; counter: number; at: number; value: number };

export interface Spot {
  /** Milliseconds from the run's start. */
  at: number;
  shape: SpotShape;
  /** The lane's label, in the page's language; empty for a counter. */
  lane: string;
  what: string;
  /** Lines of the sandbox, as `index.js:12`: where it begins, where it ends. */
  sources: string[];
  /** Lines of output, from 0: the first, and the one behind the last. Those printed meanwhile, or
   * the one that was printed last; null if nothing was printed yet. */
  printed: [from: number, to: number] | null;
  /** How many lines of output there were at this moment. */
  soFar: number;
}

export interface SpotOptions {
  say: (label: string) => string;
  language: Language;
}

type SpanOf = Timeline['lanes'][number]['spans'][number];

/** Makes spots of the parts of a timeline. */
class SpotMaker {
  readonly #timeline: Timeline;
  readonly #say: (label: string) => string;
  readonly #language: Language;

  constructor(timeline: Timeline, { say, language }: SpotOptions) {
    this.#timeline = timeline;
    this.#say = say;
    this.#language = language;
  }

  span(lane: number, span: SpanOf, isEnd = false): Spot {
    const end = span.end ?? this.#timeline.duration;
    const label = this.#say(span.label);
    const { row } = allWords[this.#language];
    return {
      at: isEnd ? end : span.start,
      shape: { kind: 'span', lane, row: span.row, start: span.start, end },
      lane: this.#laneName(lane),
      what: span.end === null ? row.endless(label) : `${label}, ${this.#time(end - span.start)}`,
      ...fromOrigins(span.begun, span.ended),
      soFar: (isEnd ? span.ended : span.begun)?.printed ?? 0,
    };
  }

  mark(lane: number, { at, label, origin }: Timeline['lanes'][number]['marks'][number]): Spot {
    const what = this.#say(label);
    const shape = { kind: 'mark', lane, at } as const;
    return { at, shape, lane: this.#laneName(lane), what, ...fromOrigins(origin) };
  }

  beat(lane: number, at: number): Spot {
    const { beatOrigin } = this.#timeline.lanes[lane]!;
    const shape = { kind: 'beat', lane, at } as const;
    const what = timelineWords[this.#language].beat;
    const sources = beatOrigin?.source === undefined ? [] : [beatOrigin.source];
    return { at, shape, lane: this.#laneName(lane), what, sources, printed: null, soFar: 0 };
  }

  stall(lane: number, { start, end }: { start: number; end: number }): Spot {
    const took = formatTime(end - start, this.#timeline.duration, this.#language);
    return {
      at: start,
      shape: { kind: 'stall', lane, start, end },
      lane: this.#laneName(lane),
      what: allWords[this.#language].row.stall(took),
      sources: [],
      printed: null,
      soFar: 0,
    };
  }

  message(message: Message, isArrival = false): Spot {
    const { lanes } = this.#timeline;
    const index = (id: string | null) => lanes.findIndex((lane) => lane.id === id);
    const from = index(message.from);
    const label = this.#say(message.label);
    const words = timelineWords[this.#language];
    const to = index(message.to);
    return {
      at: isArrival ? message.received! : message.sent,
      shape: { kind: 'message', message },
      lane: this.#laneName(isArrival ? to : from),
      what:
        to === -1
          ? words.inFlight(label, this.#laneName(from))
          : words.message(label, this.#laneName(from), this.#laneName(to)),
      ...fromOrigins(message.sentBy, message.receivedBy),
      soFar: (isArrival ? message.receivedBy : message.sentBy)?.printed ?? 0,
    };
  }

  counter(index: number, point: Counter['points'][number]): Spot {
    const counter = this.#timeline.counters[index]!;
    const value = point.value.toLocaleString(this.#language, { maximumFractionDigits: 3 });
    const unit = counter.unit === undefined ? '' : ` ${this.#say(counter.unit)}`;
    return {
      at: point.at,
      shape: { kind: 'counter', counter: index, at: point.at, value: point.value },
      lane: '',
      what: allWords[this.#language].row.counter(this.#say(counter.id), `${value}${unit}`),
      ...fromOrigins(point.origin),
    };
  }

  #laneName(index: number): string {
    return this.#say(this.#timeline.lanes[index]?.label ?? '');
  }

  #time(time: number): string {
    return `${formatTime(time, this.#timeline.duration, this.#language)} ms`;
  }
}

type From = Pick<Spot, 'sources' | 'printed' | 'soFar'>;

function fromOrigins(first: Origin, last: Origin | null = null): From {
  const sources = [first.source, last?.source].filter((source) => source !== undefined);
  const before = first.printed ?? 0;
  const after = (last ?? first).printed ?? 0;
  const printed = after > before ? [before, after] : [after - 1, after];
  return {
    sources: [...new Set(sources)],
    printed: after === 0 ? null : (printed as [number, number]),
    soFar: before,
  };
}

/** Every spot but the beats, in the order of time: what the scrubber steps through. */
export function listSpots(timeline: Timeline, options: SpotOptions): Spot[] {
  const make = new SpotMaker(timeline, options);
  const spots = [
    ...timeline.lanes.flatMap((lane, index) => [
      ...lane.spans.flatMap((span) => [
        make.span(index, span),
        ...(span.end === null ? [] : [make.span(index, span, true)]),
      ]),
      ...lane.marks.map((mark) => make.mark(index, mark)),
      ...lane.stalls.map((stall) => make.stall(index, stall)),
    ]),
    ...timeline.messages.flatMap((message) => [
      make.message(message),
      ...(message.received === null ? [] : [make.message(message, true)]),
    ]),
    ...timeline.counters.flatMap(({ points }, index) =>
      points.map((point) => make.counter(index, point)),
    ),
  ];
  return spots.sort((a, b) => a.at - b.at);
}

/** How many lines of output there were at a moment of a run, as far as its spots tell. */
export function printedAt(spots: readonly Spot[], time: number): number {
  const before = spots.filter(({ at }) => at <= time);
  return before.reduce((most, { soFar }) => Math.max(most, soFar), 0);
}

/** How near a pointer must come, in pixels. */
const REACH = 7;

export interface Pointed {
  timeline: Timeline;
  layout: TimelineLayout;
  /** Width of the drawing on the page, in pixels. */
  width: number;
}

/** The spot that is drawn at `x`, `y` (pixels of the drawing), if there is one. */
export function spotAt(
  { timeline, layout, width }: Pointed,
  x: number,
  y: number,
  options: SpotOptions,
): Spot | null {
  const make = new SpotMaker(timeline, options);
  const [from, to] = layout.domain;
  const px = (time: number) => ((time - from) / (to - from)) * width;
  const isNear = (time: number) => Math.abs(px(time) - x) <= REACH;
  const nearest = <T>(items: readonly T[], timeOf: (item: T) => number): T | undefined =>
    items
      .filter((item) => isNear(timeOf(item)))
      .reduce<T | undefined>(
        (best, item) =>
          best !== undefined && Math.abs(px(timeOf(best)) - x) <= Math.abs(px(timeOf(item)) - x)
            ? best
            : item,
        undefined,
      );

  const index = layout.lanes.findIndex((lane) => y >= lane.top && y < lane.top + lane.height);
  const lane = timeline.lanes[index];
  if (lane) {
    const { line } = layout.lanes[index]!;
    if (Math.abs(y - line) <= REACH) {
      const mark = nearest(lane.marks, ({ at }) => at);
      if (mark) return make.mark(index, mark);
    }
    const span = lane.spans.find((span) => {
      const top = line + barTop(span.row);
      const end = px(span.end ?? timeline.duration);
      return y >= top && y <= top + BAR_HEIGHT && x >= px(span.start) - 2 && x <= end + 2;
    });
    if (span) return make.span(index, span);
    if (y > line) {
      const beat = nearest(lane.beats, (at) => at);
      if (beat !== undefined && y <= line + BEAT_LENGTH + 3) return make.beat(index, beat);
      const stall = lane.stalls.find(({ start, end }) => x >= px(start) && x <= px(end));
      if (stall && y <= line + BAR_HEIGHT) return make.stall(index, stall);
    }
  }
  const message = timeline.messages.find((message) => {
    const [y1, y2] = arrowHeights(timeline, layout.lanes, message);
    const x1 = px(message.sent);
    return toLine(x, y, x1, y1, message.to === null ? x1 : px(message.received!), y2) <= 5;
  });
  if (message) return make.message(message);
  if (lane) {
    const mark = nearest(lane.marks, ({ at }) => at);
    return mark ? make.mark(index, mark) : null;
  }
  const counter = layout.counters.findIndex(({ low, high }) => y >= high - 4 && y <= low + 4);
  const point = timeline.counters[counter]?.points.findLast(({ at }) => px(at) <= x + REACH);
  return point ? make.counter(counter, point) : null;
}

/** Distance of a point from a line between two others. */
function toLine(x: number, y: number, x1: number, y1: number, x2: number, y2: number): number {
  const length = (x2 - x1) ** 2 + (y2 - y1) ** 2;
  const share = length === 0 ? 0 : ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length;
  const t = Math.min(1, Math.max(0, share));
  return Math.hypot(x - (x1 + t * (x2 - x1)), y - (y1 + t * (y2 - y1)));
}
