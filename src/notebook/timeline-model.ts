/**
 * A run's events put together: lanes with their spans, marks, beats and stalls; messages from lane
 * to lane; counters. Times are milliseconds from the first thing that happens. A pure function of the
 * events, so that a recorded run, a live one and a test see the same.
 */
import type { Origin, TimelineEvent } from './timeline-events.ts';

export interface Span {
  id: string;
  label: string;
  start: number;
  /** null: it had not ended when the run (so far) did. */
  end: number | null;
  /** 0 stands on the lane's line; a span that overlaps others stands above them. */
  row: number;
  begun: Origin;
  ended: Origin | null;
}

export interface Mark {
  label: string;
  at: number;
  origin: Origin;
}

/** A time in which the event loop could not turn: no beat came where several were due. */
export interface Stall {
  start: number;
  end: number;
  /** The loop had not turned again when the run (so far) ended. */
  isOpen: boolean;
}

export interface Lane {
  id: string;
  label: string;
  spans: Span[];
  marks: Mark[];
  beats: number[];
  /** Of the heart that beats here. */
  beatOrigin: Origin | null;
  stalls: Stall[];
}

export interface Message {
  id: string;
  label: string;
  from: string;
  sent: number;
  /** null: not received when the run (so far) ended. */
  to: string | null;
  received: number | null;
  sentBy: Origin;
  receivedBy: Origin | null;
}

export interface Counter {
  id: string;
  unit: string | undefined;
  points: { at: number; value: number; origin: Origin }[];
}

export interface Timeline {
  /** Length of the run in milliseconds. */
  duration: number;
  lanes: Lane[];
  /** Lanes and counters beyond the first `MAX_LANES`: a program may make any number. */
  omitted: number;
  messages: Message[];
  counters: Counter[];
}

const MAX_LANES = 24;

export interface TimelineOptions {
  /** Milliseconds since the epoch, while the run goes on: the timeline reaches until then. */
  now?: number;
  /** The run was cut short, so that a loop which did not turn again was stalled. */
  isCutShort?: boolean;
}

export function buildTimeline(
  events: readonly TimelineEvent[],
  { now, isCutShort = false }: TimelineOptions = {},
): Timeline {
  if (events.length === 0)
    return { duration: 0, lanes: [], omitted: 0, messages: [], counters: [] };
  const { first: origin, last } = extent(events);
  const duration = Math.max(last, now ?? last) - origin;

  const lanes = new Map<string, Lane>();
  const spans = new Map<string, Span>();
  const messages = new Map<string, Message>();
  const counters = new Map<string, Counter>();
  const laneOf = (id: string) => {
    let lane = lanes.get(id);
    if (!lane) {
      lane = { id, label: id, spans: [], marks: [], beats: [], beatOrigin: null, stalls: [] };
      lanes.set(id, lane);
    }
    return lane;
  };

  for (const event of events) {
    const at = event.at - origin;
    const from = originOf(event);
    switch (event.type) {
      case 'lane':
        laneOf(event.lane).label = event.label;
        break;
      case 'begin': {
        const { span: id, label } = event;
        const span: Span = { id, label, start: at, end: null, row: 0, begun: from, ended: null };
        laneOf(event.lane).spans.push(span);
        spans.set(event.span, span);
        break;
      }
      case 'end': {
        const span = spans.get(event.span);
        if (span) Object.assign(span, { end: Math.max(span.start, at), ended: from });
        break;
      }
      case 'mark':
        laneOf(event.lane).marks.push({ label: event.label, at, origin: from });
        break;
      case 'beat': {
        const lane = laneOf(event.lane);
        lane.beats.push(at);
        lane.beatOrigin ??= from;
        break;
      }
      case 'send':
        laneOf(event.lane);
        messages.set(event.message, {
          id: event.message,
          label: event.label,
          from: event.lane,
          sent: at,
          to: null,
          received: null,
          sentBy: from,
          receivedBy: null,
        });
        break;
      case 'receive': {
        laneOf(event.lane);
        const message = messages.get(event.message);
        if (message) Object.assign(message, { to: event.lane, received: at, receivedBy: from });
        break;
      }
      case 'counter': {
        const counter = counters.get(event.counter) ?? {
          id: event.counter,
          unit: event.unit,
          points: [],
        };
        counters.set(event.counter, counter);
        counter.points.push({ at, value: event.value, origin: from });
      }
    }
  }

  const isOpenEnded = now !== undefined || isCutShort;
  for (const lane of lanes.values()) {
    lane.spans.sort((a, b) => a.start - b.start);
    stack(lane.spans);
    lane.marks.sort((a, b) => a.at - b.at);
    lane.beats.sort((a, b) => a - b);
    lane.stalls = findStalls(lane.beats, isOpenEnded ? duration : undefined);
  }
  for (const counter of counters.values()) counter.points.sort((a, b) => a.at - b.at);
  const shown = [...lanes.values()].slice(0, MAX_LANES);
  const shownIds = new Set(shown.map((lane) => lane.id));
  const shownCounters = [...counters.values()].slice(0, MAX_LANES);
  return {
    duration,
    lanes: shown,
    omitted: lanes.size - shown.length + counters.size - shownCounters.length,
    messages: [...messages.values()].filter(
      ({ from, to }) => shownIds.has(from) && (to === null || shownIds.has(to)),
    ),
    counters: shownCounters,
  };
}

/**
 * When a run's first and last event were, in milliseconds since the epoch. That a lane is announced
 * is not yet something that happens: a program may do so long before, while it starts its threads.
 */
export function extent(events: readonly TimelineEvent[]): { first: number; last: number } {
  const happenings = events.filter(({ type }) => type !== 'lane');
  const counted = happenings.length > 0 ? happenings : events;
  let first = Infinity;
  let last = -Infinity;
  for (const { at } of counted) {
    first = Math.min(first, at);
    last = Math.max(last, at);
  }
  return { first, last };
}

function originOf({ source, printed }: TimelineEvent): Origin {
  return { ...(source !== undefined && { source }), ...(printed !== undefined && { printed }) };
}

/** Gives each span (in order of start) the lowest row that is free when it starts. */
function stack(spans: Span[]): void {
  const freeFrom: number[] = [];
  for (const span of spans) {
    const free = freeFrom.findIndex((time) => time <= span.start);
    span.row = free === -1 ? freeFrom.length : free;
    freeFrom[span.row] = span.end ?? Infinity;
  }
}

/** A gap between beats counts as a stall from this many times the usual one. */
const STALL_FACTOR = 4;

/**
 * The gaps between `beats` (ascending) that are far longer than usual. The usual gap is the lower
 * quartile, so that it is found even when most of a run was stalled; below three gaps nothing is
 * usual. `until`: where the beats were cut off, if they were, for a stall that never ended.
 */
export function findStalls(beats: readonly number[], until?: number): Stall[] {
  const gaps = beats.slice(1).map((at, i) => at - beats[i]!);
  const usual = gaps.toSorted((a, b) => a - b)[Math.floor((gaps.length - 1) / 4)];
  if (usual === undefined || gaps.length < 3) return [];
  const isLong = (gap: number) => gap > usual * STALL_FACTOR;
  const stalls: Stall[] = [];
  gaps.forEach((gap, i) => {
    if (isLong(gap)) stalls.push({ start: beats[i]!, end: beats[i + 1]!, isOpen: false });
  });
  const last = beats.at(-1)!;
  if (until !== undefined && isLong(until - last)) {
    stalls.push({ start: last, end: until, isOpen: true });
  }
  return stalls;
}

/** Milliseconds as exactly as a run of that length can be read: 612 ms, 8.4 ms, 0.31 ms. */
export function formatTime(time: number, duration: number, language: string): string {
  const digits = duration >= 200 ? 0 : duration >= 20 ? 1 : duration >= 2 ? 2 : 3;
  return numberFormat(language, digits).format(time);
}

const formats = new Map<string, Intl.NumberFormat>();

/** Kept, for making one takes longer than formatting a thousand numbers. */
function numberFormat(language: string, digits: number): Intl.NumberFormat {
  const key = `${language} ${digits}`;
  let format = formats.get(key);
  if (!format) {
    const exactly = { minimumFractionDigits: digits, maximumFractionDigits: digits };
    format = new Intl.NumberFormat(language, exactly);
    formats.set(key, format);
  }
  return format;
}
