/** A run's events as rows of a table, in order of time; beats that follow each other are one row. */
import type { TimelineEvent } from './timeline-events.ts';
import { extent, formatTime, type Timeline } from './timeline-model.ts';
import type { Words } from './words.ts';

export interface TableRow {
  at: number;
  lane: string;
  what: string;
}

export const MAX_ROWS = 1000;

interface TableOptions {
  words: Words;
  say: (label: string) => string;
  language: string;
}

/** Every row; the caller shows the first `MAX_ROWS`. */
export function tableRows(
  events: readonly TimelineEvent[],
  timeline: Timeline,
  { words, say, language }: TableOptions,
): TableRow[] {
  if (events.length === 0) return [];
  const { row: phrase } = words;
  const { first: origin } = extent(events);
  const ms = (time: number) => formatTime(time, timeline.duration, language);
  const lanes = new Map<string, string>();
  for (const event of events) if (event.type === 'lane') lanes.set(event.lane, say(event.label));
  const laneName = (id: string) => lanes.get(id) ?? say(id);
  const spans = new Map<string, { lane: string; label: string; at: number }>();
  const sent = new Map<string, { lane: string; label: string }>();

  const rows: TableRow[] = [];
  let beats: { row: TableRow; count: number } | undefined;
  const add = (at: number, lane: string, what: string) => {
    beats = undefined;
    rows.push({ at: at - origin, lane, what });
  };

  for (const event of inOrder(events, timeline, origin)) {
    switch (event.type) {
      case 'lane':
        break;
      case 'begin':
        spans.set(event.span, event);
        add(event.at, laneName(event.lane), phrase.begin(say(event.label)));
        break;
      case 'end': {
        const span = spans.get(event.span);
        if (!span) break;
        spans.delete(event.span);
        add(event.at, laneName(span.lane), phrase.end(say(span.label), ms(event.at - span.at)));
        break;
      }
      case 'mark':
        add(event.at, laneName(event.lane), phrase.mark(say(event.label)));
        break;
      case 'beat': {
        const lane = laneName(event.lane);
        if (beats?.row.lane === lane) {
          beats.count += 1;
          beats.row.what = phrase.beats(beats.count);
        } else {
          add(event.at, lane, phrase.beats(1));
          beats = { row: rows.at(-1)!, count: 1 };
        }
        break;
      }
      case 'stall':
        add(event.at, laneName(event.lane), phrase.stall(ms(event.took)));
        break;
      case 'send':
        sent.set(event.message, event);
        add(event.at, laneName(event.lane), phrase.send(say(event.label)));
        break;
      case 'receive': {
        const message = sent.get(event.message);
        if (!message) break;
        const what = phrase.receive(say(message.label), laneName(message.lane));
        add(event.at, laneName(event.lane), what);
        break;
      }
      case 'counter': {
        const value = event.value.toLocaleString(language, { maximumFractionDigits: 3 });
        const unit = event.unit === undefined ? '' : ` ${say(event.unit)}`;
        add(event.at, '', phrase.counter(say(event.counter), `${value}${unit}`));
      }
    }
  }
  for (const span of spans.values()) {
    rows.push({
      at: timeline.duration,
      lane: laneName(span.lane),
      what: phrase.endless(say(span.label)),
    });
  }
  return rows;
}

type StallRow = { type: 'stall'; at: number; lane: string; took: number };

function inOrder(
  events: readonly TimelineEvent[],
  timeline: Timeline,
  origin: number,
): (TimelineEvent | StallRow)[] {
  const stalls = timeline.lanes.flatMap((lane) =>
    lane.stalls.map(({ start, end }): StallRow => ({
      type: 'stall',
      at: origin + start,
      lane: lane.id,
      took: end - start,
    })),
  );
  return [...events, ...stalls].sort((a, b) => a.at - b.at);
}
