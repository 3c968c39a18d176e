/** One lane of the timeline: its bars, marks, beats, stalls and labels, from its line up and down. */
import { placeLabels, textWidth, type LabelPlace } from './timeline-labels.ts';
import type { Lane, Mark, Message, Span, Stall } from './timeline-model.ts';

const LABEL_ROW = 15;
export const BAR_HEIGHT = 18;
export const BEAT_LENGTH = 7;
const BAR_ROW = BAR_HEIGHT + 2;
const MARK_HEIGHT = 8;
export const BEAT_STRIP = 20;
const STALL_TEXT = 12;
/** Pixels below which a stall is drawn without words. */
const VISIBLE_STALL = 10;
export const LANE_PADDING = 9;
/** Of one lane at zoom 1, and at any: more could not be told apart, and the table has them all. */
const MAX_LABELS = 120;
const MAX_ZOOMED_LABELS = 1000;
const MAX_TITLES = 8;

export interface Label {
  x: number;
  /** Baseline of the text. */
  y: number;
  text: string;
  /** In pixels. */
  width: number;
  anchor: 'start' | 'end';
  /** The mast's foot. */
  foot: number;
}

export interface Bar {
  x: number;
  width: number;
  y: number;
  /** Written inside; empty if it would not fit. */
  text: string;
  time: string;
  title: string;
  isOpen: boolean;
}

export interface StallLayout {
  x: number;
  width: number;
  text: string;
  title: string;
  /** Where the text stands: in the gap between two arrows or alone, or under it. */
  room: 'arrows' | 'text' | 'under' | 'none';
  /** The text's middle in percent, its width in pixels. */
  middle: number;
  textWidth: number;
}

export interface LaneLayout {
  id: string;
  label: string;
  color: number;
  top: number;
  height: number;
  /** The lane's line: bars and marks stand on it, beats hang from it. */
  line: number;
  /** The middle of the lane's name. */
  name: number;
  bars: Bar[];
  marks: { x: number; title: string }[];
  beats: number[];
  stalls: StallLayout[];
  labels: Label[];
}

/** From milliseconds to places, and from labels to the page's language. */
export interface Placing {
  px(time: number): number;
  percent(px: number): number;
  width: number;
  zoom: number;
  say(label: string): string;
  time(time: number): string;
}

type Flag = { x: number; text: string; foot: number };

export interface LaneRequest {
  lane: Lane;
  /** The messages that leave from here. */
  sent: readonly Message[];
  /** Pixels from the left edge where arrows go through the lane's labels. */
  arrows: readonly number[];
  color: number;
  top: number;
  duration: number;
}

export function layoutLane(request: LaneRequest, place: Placing): LaneLayout {
  const { lane, sent, arrows, color, top, duration } = request;
  const { px, percent, say, time, zoom } = place;
  const rows = Math.max(0, ...lane.spans.map((span) => span.row + 1));
  const barsHeight = Math.max(rows * BAR_ROW, MARK_HEIGHT);
  const flags: Flag[] = [];

  const bars = merged(lane.spans, px).map(({ span, count }) => {
    const end = span.end ?? duration;
    const length = Math.max(1.5, px(end) - px(span.start));
    const label = say(span.label);
    const took = time(end - span.start);
    const isRoomy = textWidth(`${label}  ${took}`) + 12 <= length;
    const isInside = textWidth(label) + 8 <= length;
    if (!isInside && count === 1) {
      flags.push({ x: px(span.start), text: label, foot: barTop(span.row) });
    }
    return {
      x: percent(px(span.start)),
      width: percent(length),
      y: barTop(span.row),
      text: isInside ? label : '',
      time: isRoomy ? took : '',
      title: count === 1 ? `${label}, ${took}` : `${label} × ${count}`,
      isOpen: span.end === null,
    };
  });
  const most = Math.min(MAX_LABELS * Math.max(1, zoom), MAX_ZOOMED_LABELS);
  const moments = [
    ...lane.marks.slice(0, most),
    ...sent.slice(0, most).map((message) => ({ at: message.sent, label: message.label })),
  ];
  for (const { at, label } of moments) {
    flags.push({ x: px(at), text: say(label), foot: footAt(lane.spans, at, duration) });
  }

  const shown = flags.filter((flag) => flag.text !== '').slice(0, most);
  const places = placeLabels(
    shown.map(({ x, text }) => ({ x, width: textWidth(text) + 6 })),
    place.width,
    arrows,
  );
  const labelRows = Math.max(0, ...places.map((found) => (found ? found.row + 1 : 0)));
  const line = top + LANE_PADDING + labelRows * LABEL_ROW + barsHeight;
  const labelLine = line - barsHeight - 4;
  const stalls = layoutStalls(lane.stalls, place);
  const hasUnder = stalls.some(({ room }) => room === 'under');
  const beatsHeight = (lane.beats.length > 0 ? BEAT_STRIP : 0) + (hasUnder ? STALL_TEXT : 0);

  return {
    id: lane.id,
    label: say(lane.label),
    color,
    top,
    height: line - top + beatsHeight + LANE_PADDING,
    line,
    name: line - (rows > 0 ? BAR_ROW / 2 : 0),
    bars: bars.map((bar) => ({ ...bar, y: bar.y + line })),
    marks: distinct(lane.marks, place),
    beats: [...new Set(lane.beats.map((beat) => percent(px(beat))))],
    stalls,
    labels: shown.flatMap((flag, i) => {
      const found = places[i];
      return found ? [flown(flag, found, labelLine, line, percent)] : [];
    }),
  };
}

/**
 * Every stall that can be seen is labelled with its length, unless two labels under the lane would
 * meet.
 */
function layoutStalls(stalls: readonly Stall[], place: Placing): StallLayout[] {
  const { px, percent, time, width } = place;
  let underUntil = 0;
  return stalls.map(({ start, end, isOpen }) => {
    const length = px(end) - px(start);
    const took = isOpen ? `${time(end - start)} …` : time(end - start);
    const tookWidth = textWidth(took);
    const middle = Math.min(width - tookWidth / 2, Math.max(tookWidth / 2, px(start) + length / 2));
    const left = middle - tookWidth / 2;
    let room: StallLayout['room'] = 'none';
    if (length >= tookWidth + 28) room = 'arrows';
    else if (length >= tookWidth + 6) room = 'text';
    else if (length >= VISIBLE_STALL && left > underUntil + 6) {
      room = 'under';
      underUntil = left + tookWidth;
    }
    return {
      x: percent(px(start)),
      width: percent(length),
      text: room === 'none' ? '' : took,
      title: took,
      room,
      middle: percent(middle),
      textWidth: tookWidth,
    };
  });
}

function flown(
  flag: Flag,
  { row, side }: LabelPlace,
  labelLine: number,
  line: number,
  percent: (px: number) => number,
): Label {
  return {
    x: percent(flag.x),
    y: labelLine - row * LABEL_ROW,
    text: flag.text,
    width: textWidth(flag.text),
    anchor: side === 'right' ? 'start' : 'end',
    foot: line + flag.foot,
  };
}

/** Above the lane's line: where a bar of that row begins. */
export function barTop(row: number): number {
  return -(row + 1) * BAR_ROW + 1;
}

/** Above the lane's line: the top of the bar that stands there at `time`, else the line itself. */
export function footAt(spans: readonly Span[], time: number, duration: number): number {
  const rows = spans
    .filter((span) => span.start <= time && time <= (span.end ?? duration))
    .map((span) => span.row + 1);
  return -Math.max(0, ...rows) * BAR_ROW;
}

/** Spans too short and too close to be told apart become one. */
function merged(spans: readonly Span[], px: (time: number) => number) {
  const result: { span: Span; count: number }[] = [];
  const lastOfRow = new Map<number, { span: Span; count: number }>();
  for (const span of spans) {
    const last = lastOfRow.get(span.row);
    const isTiny = span.end !== null && px(span.end) - px(span.start) < 2;
    if (isTiny && last?.span.end != null && px(span.start) - px(last.span.end) < 1) {
      const wasTiny = last.count > 1 || px(last.span.end) - px(last.span.start) < 2;
      if (wasTiny) {
        last.span = { ...last.span, end: span.end };
        last.count += 1;
        continue;
      }
    }
    const next = { span, count: 1 };
    lastOfRow.set(span.row, next);
    result.push(next);
  }
  return result;
}

/** Marks too close to be told apart become one, with the words of the first few. */
function distinct(marks: readonly Mark[], { px, percent, say, time }: Placing) {
  const byPlace = new Map<number, { x: number; title: string; count: number }>();
  for (const { at, label } of marks) {
    const key = Math.round(px(at) / 1.5);
    const same = byPlace.get(key);
    if (!same) {
      byPlace.set(key, { x: percent(px(at)), title: `${say(label)}, ${time(at)}`, count: 1 });
    } else {
      same.count += 1;
      if (same.count <= MAX_TITLES) same.title += `\n${say(label)}, ${time(at)}`;
    }
  }
  return [...byPlace.values()];
}
