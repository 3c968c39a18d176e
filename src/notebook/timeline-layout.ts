/**
 * Where everything on the timeline stands. Heights are pixels; across, everything is a percentage
 * of the drawing's width, so that the same drawing made by the server fits every screen without a
 * script. Labels are placed for the narrowest width (`MIN_WIDTH`); a wider one only gives them air.
 */
import { scaleLinear } from 'd3-scale';
import { placeLabels, textWidth, type LabelPlace } from './timeline-labels.ts';
import {
  formatTime,
  type Counter,
  type Lane,
  type Span,
  type Stall,
  type Timeline,
} from './timeline-model.ts';

/** The least width of the drawing in pixels, at zoom 1. */
export const MIN_WIDTH = 580;
export const LABEL_ROW = 15;
export const BAR_HEIGHT = 18;
export const BEAT_LENGTH = 7;
const BAR_ROW = BAR_HEIGHT + 2;
const MARK_HEIGHT = 8;
const BEAT_STRIP = 20;
const LANE_PADDING = 9;
const COUNTER_HEIGHT = 40;
const AXIS_HEIGHT = 24;
/** Kept free at the left and right edge, so that nothing there is cut off. */
const EDGE = 12;
/** Of one lane; more could not be told apart, and the table has them all. */
const MAX_LABELS = 120;

export interface Label {
  x: number;
  /** Baseline of the text. */
  y: number;
  text: string;
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
  /** Written inside; empty if it would not fit. */
  text: string;
  textWidth: number;
  title: string;
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

export interface Arrow {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
  color: number;
  title: string;
  isInFlight: boolean;
}

export interface CounterLayout {
  id: string;
  label: string;
  range: string;
  top: number;
  height: number;
  /** Corners of the steps: x in percent, y from 0 (the least value shown) to 1. */
  points: { x: number; y: number }[];
  /** Heights from the top of the drawing: of the least and the greatest value. */
  low: number;
  high: number;
  /** Where zero is, from 0 to 1. */
  zero: number;
}

export interface TimelineLayout {
  height: number;
  /** Milliseconds at the left and right edge. */
  domain: [number, number];
  ticks: { x: number; text: string; anchor: 'middle' | 'end' }[];
  axis: number;
  lanes: LaneLayout[];
  arrows: Arrow[];
  counters: CounterLayout[];
}

export interface LayoutOptions {
  /** Translates a label of the program's making. */
  say: (label: string) => string;
  language: string;
  zoom?: number;
  /** Milliseconds that the drawing reaches to, while the run goes on. */
  until?: number;
}

export function layoutTimeline(timeline: Timeline, options: LayoutOptions): TimelineLayout {
  const { language, zoom = 1 } = options;
  const duration = timeline.duration;
  const width = MIN_WIDTH * zoom;
  const scale = scaleLinear()
    .domain([0, Math.max(options.until ?? duration, 0.001)])
    .range([EDGE, width - EDGE]);
  const place: Placing = {
    px: (time) => scale(time),
    percent: (px) => round((px / width) * 100),
    width,
    say: options.say,
    time: (time) => `${formatTime(time, duration, language)} ms`,
  };

  let top = 0;
  const lanes = timeline.lanes.map((lane, index) => {
    const sent = timeline.messages.filter((message) => message.from === lane.id);
    const layout = layoutLane(lane, sent, index % 6, top, duration, place);
    top += layout.height;
    return layout;
  });
  const counters = timeline.counters.map((counter) => {
    const layout = layoutCounter(counter, top, duration, place);
    top += layout.height;
    return layout;
  });

  const every = Math.max(2, Math.floor(width / 90));
  return {
    height: top + AXIS_HEIGHT,
    domain: [scale.invert(0), scale.invert(width)],
    ticks: scale.ticks(every).map((tick) => ({
      x: place.percent(scale(tick)),
      text: tick.toLocaleString(language, { maximumFractionDigits: 6 }),
      anchor: scale(tick) > width - 24 ? ('end' as const) : ('middle' as const),
    })),
    axis: top,
    lanes,
    arrows: layoutArrows(timeline, lanes, place),
    counters,
  };
}

interface Placing {
  px(time: number): number;
  percent(px: number): number;
  width: number;
  say(label: string): string;
  time(time: number): string;
}

type Flag = { x: number; text: string; foot: number };

function layoutLane(
  lane: Lane,
  sent: Timeline['messages'],
  color: number,
  top: number,
  duration: number,
  place: Placing,
): LaneLayout {
  const { px, percent, say, time } = place;
  const rows = Math.max(0, ...lane.spans.map((span) => span.row + 1));
  const barsHeight = Math.max(rows * BAR_ROW, MARK_HEIGHT);
  const flags: Flag[] = [];
  const barTop = (row: number) => -(row + 1) * BAR_ROW + 1;

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
  const marks = lane.marks.map((mark) => {
    const label = say(mark.label);
    flags.push({ x: px(mark.at), text: label, foot: footAt(lane.spans, mark.at, duration) });
    return { x: percent(px(mark.at)), title: `${label}, ${time(mark.at)}` };
  });
  for (const message of sent) {
    flags.push({
      x: px(message.sent),
      text: say(message.label),
      foot: footAt(lane.spans, message.sent, duration),
    });
  }

  const shown = flags.filter((flag) => flag.text !== '').slice(0, MAX_LABELS);
  const places = placeLabels(
    shown.map(({ x, text }) => ({ x, width: textWidth(text) + 6 })),
    place.width,
  );
  const labelRows = Math.max(0, ...places.map((found) => (found ? found.row + 1 : 0)));
  const line = top + LANE_PADDING + labelRows * LABEL_ROW + barsHeight;
  const labelLine = line - barsHeight - 4;
  const hasBeats = lane.beats.length > 0;

  return {
    id: lane.id,
    label: say(lane.label),
    color,
    top,
    height: line - top + (hasBeats ? BEAT_STRIP : 0) + LANE_PADDING,
    line,
    name: line - (rows > 0 ? BAR_ROW / 2 : 0),
    bars: bars.map((bar) => ({ ...bar, y: bar.y + line })),
    marks: distinct(marks),
    beats: [...new Set(lane.beats.map((beat) => percent(px(beat))))],
    stalls: lane.stalls.map((stall) => layoutStall(stall, place)),
    labels: shown.flatMap((flag, i) => {
      const found = places[i];
      return found ? [flown(flag, found, labelLine, line, percent)] : [];
    }),
  };
}

function layoutStall({ start, end, isOpen }: Stall, { px, percent, time }: Placing): StallLayout {
  const length = px(end) - px(start);
  const title = isOpen ? `${time(end - start)} …` : time(end - start);
  const width = textWidth(title) + 8;
  return {
    x: percent(px(start)),
    width: percent(length),
    text: width + 20 <= length ? title : '',
    textWidth: width,
    title,
  };
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
    anchor: side === 'right' ? 'start' : 'end',
    foot: line + flag.foot,
  };
}

/** Above the lane's line: the top of the bar that stands there at `time`, else the line itself. */
function footAt(spans: readonly Span[], time: number, duration: number): number {
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

function distinct(marks: { x: number; title: string }[]) {
  const byPlace = new Map<number, { x: number; title: string }>();
  for (const mark of marks) {
    const key = Math.round(mark.x * 10);
    const same = byPlace.get(key);
    if (!same) byPlace.set(key, { ...mark });
    else if (same.title.length < 400) same.title += `\n${mark.title}`;
  }
  return [...byPlace.values()];
}

function layoutArrows(
  { messages, lanes: lanesOfRun, duration }: Timeline,
  lanes: readonly LaneLayout[],
  { px, percent, say, time }: Placing,
): Arrow[] {
  const index = new Map(lanes.map((lane, i) => [lane.id, i]));
  const arrows = new Map<string, Arrow>();
  for (const message of messages) {
    const from = index.get(message.from)!;
    const to = message.to === null ? undefined : index.get(message.to);
    const x1 = percent(px(message.sent));
    const x2 = percent(px(message.received ?? duration));
    const key = `${from} ${to} ${x1} ${x2}`;
    if (arrows.has(key)) continue;
    /** Where an arrow touches a lane: from above its bars, from below its line. */
    const touch = (lane: number, at: number, other: number | undefined) => {
      const isAbove = other !== undefined && other < lane;
      return lanes[lane]!.line + (isAbove ? footAt(lanesOfRun[lane]!.spans, at, duration) : 0);
    };
    const y1 = touch(from, message.sent, to);
    arrows.set(key, {
      x1,
      y1,
      x2: to === undefined ? x1 : x2,
      y2: to === undefined ? y1 + BEAT_STRIP : touch(to, message.received!, from),
      color: from % 6,
      title: `${say(message.label)}, ${time(message.sent)}`,
      isInFlight: to === undefined,
    });
  }
  return [...arrows.values()];
}

function layoutCounter(
  counter: Counter,
  top: number,
  duration: number,
  { px, percent, say }: Placing,
): CounterLayout {
  const values = counter.points.map((point) => point.value);
  const low = values.reduce((a, b) => Math.min(a, b), 0);
  const high = values.reduce((a, b) => Math.max(a, b), 0);
  const share = (value: number) => (high === low ? 0 : (value - low) / (high - low));
  const points: { x: number; y: number }[] = [];
  for (const { at, value } of counter.points) {
    const x = percent(px(at));
    const previous = points.at(-1);
    if (previous && previous.x !== x) points.push({ x, y: previous.y });
    points.push({ x, y: share(value) });
  }
  const last = points.at(-1);
  if (last) points.push({ x: percent(px(duration)), y: last.y });
  const unit = counter.unit === undefined ? '' : ` ${say(counter.unit)}`;
  return {
    id: counter.id,
    label: say(counter.id),
    range: `${number(low)}–${number(high)}${unit}`,
    top,
    height: COUNTER_HEIGHT + 2 * LANE_PADDING,
    low: top + LANE_PADDING + COUNTER_HEIGHT,
    high: top + LANE_PADDING,
    points: points.filter((point, i) => i === 0 || !same(point, points[i - 1]!)),
    zero: share(0),
  };
}

function same(a: { x: number; y: number }, b: { x: number; y: number }) {
  return a.x === b.x && a.y === b.y;
}

function number(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: 2 });
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
