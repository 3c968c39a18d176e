/**
 * Where everything on the timeline stands. Heights are pixels; across, everything is a percentage
 * of the drawing's width, so that the same drawing made by the server fits every screen without a
 * script. Labels are placed for the narrowest width (`MIN_WIDTH`); a wider one only gives them air.
 */
import { scaleLinear } from 'd3-scale';
import {
  BEAT_STRIP,
  footAt,
  LANE_PADDING,
  layoutLane,
  type LaneLayout,
  type Placing,
} from './timeline-lane.ts';
import { formatTime, type Counter, type Message, type Timeline } from './timeline-model.ts';

/** The least width of the drawing in pixels, at zoom 1. */
export const MIN_WIDTH = 580;
const COUNTER_HEIGHT = 40;
const AXIS_HEIGHT = 24;
/** Kept free at the left and right edge, so that nothing there is cut off. */
const EDGE = 12;
/** Messages whose arrows labels keep clear of; of more, some will be crossed. */
const MAX_CROSSINGS = 200;
/** Arrows that fall together are drawn once, and of very many the first ones. */
const MAX_ARROWS = 1000;

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
    percent: (px) => round((px / width) * 100, zoom),
    width,
    zoom,
    say: options.say,
    time: (time) => `${formatTime(time, duration, language)} ms`,
  };

  let top = 0;
  const lanes = timeline.lanes.map((lane, index) => {
    const sent = timeline.messages.filter((message) => message.from === lane.id);
    const arrows = crossings(timeline, index, place);
    const layout = layoutLane({ lane, sent, arrows, color: index % 6, top, duration }, place);
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

/** Where arrows go through the space above a lane's line, as if all lanes were equally high. */
function crossings({ lanes, messages }: Timeline, index: number, { px }: Placing): number[] {
  const indices = new Map(lanes.map((lane, i) => [lane.id, i]));
  return messages.slice(0, MAX_CROSSINGS).flatMap(({ from, to, sent, received }) => {
    const start = indices.get(from)!;
    const end = to === null ? start : indices.get(to)!;
    if (received === null || Math.max(start, end) < index || Math.min(start, end) >= index) {
      return [];
    }
    const share = (index - start) / (end - start);
    return [px(sent) + share * (px(received) - px(sent))];
  });
}

function layoutArrows(
  timeline: Timeline,
  lanes: readonly LaneLayout[],
  { px, percent, say, time }: Placing,
): Arrow[] {
  const { messages, duration } = timeline;
  const index = new Map(lanes.map((lane, i) => [lane.id, i]));
  const arrows = new Map<string, Arrow>();
  for (const message of messages) {
    const from = index.get(message.from)!;
    const to = message.to === null ? undefined : index.get(message.to);
    const left = px(message.sent);
    const right = px(message.received ?? duration);
    const key = `${from} ${to} ${Math.round(left / 2)} ${Math.round(right / 2)}`;
    if (arrows.has(key)) continue;
    if (arrows.size === MAX_ARROWS) break;
    const [y1, y2] = arrowHeights(timeline, lanes, message);
    arrows.set(key, {
      x1: percent(left),
      y1,
      x2: percent(to === undefined ? left : right),
      y2,
      color: from % 6,
      title: `${say(message.label)}, ${time(message.sent)}`,
      isInFlight: to === undefined,
    });
  }
  return [...arrows.values()];
}

/** Where a message's arrow touches its lanes: from above their bars, from below their lines. */
export function arrowHeights(
  { lanes: lanesOfRun, duration }: Timeline,
  lanes: readonly LaneLayout[],
  { from, to, sent, received }: Message,
): [y1: number, y2: number] {
  const index = (id: string) => lanesOfRun.findIndex((lane) => lane.id === id);
  const touch = (lane: number, at: number, other: number) => {
    const isAbove = other !== -1 && other < lane;
    return lanes[lane]!.line + (isAbove ? footAt(lanesOfRun[lane]!.spans, at, duration) : 0);
  };
  const [start, end] = [index(from), to === null ? -1 : index(to)];
  const y1 = touch(start, sent, end);
  return [y1, end === -1 ? y1 + BEAT_STRIP : touch(end, received!, start)];
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

/** As exactly as can be seen; at zoom 1, which stands in the page's HTML, with few digits. */
function round(value: number, zoom: number): number {
  const exactness = zoom > 4 ? 1e5 : 1e3;
  return Math.round(value * exactness) / exactness;
}
