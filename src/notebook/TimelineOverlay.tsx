/** What moves over the drawing: now, the replayed moment, the pointer, and the spot that is meant. */
import { BAR_HEIGHT, barTop, BEAT_LENGTH } from './timeline-lane.ts';
import { arrowHeights, type TimelineLayout } from './timeline-layout.ts';
import { formatTime, type Timeline } from './timeline-model.ts';
import type { SpotShape } from './timeline-spots.ts';

interface Props {
  id: string;
  timeline: Timeline;
  layout: TimelineLayout;
  language: string;
  /** Milliseconds since the run's start, while it goes on. */
  now: number | null;
  /** The moment to which the run is replayed; what comes later is veiled. */
  replayed: number | null;
  /** Where the pointer is, in milliseconds. */
  pointer: number | null;
  spot: SpotShape | null;
}

export function TimelineOverlay(props: Props) {
  const { timeline, layout, language, now, replayed, pointer, spot } = props;
  const [from, to] = layout.domain;
  const percent = (time: number) => ((time - from) / (to - from)) * 100;
  const time = pointer ?? replayed;
  return (
    <>
      {replayed !== null && (
        <rect
          class="tl-later"
          x={`${percent(replayed)}%`}
          y={0}
          width={`${Math.max(0, 100 - percent(replayed))}%`}
          height={layout.axis}
        />
      )}
      {now !== null && <Cursor class="tl-now" x={percent(now)} height={layout.axis} />}
      {replayed !== null && (
        <Cursor class="tl-replayed" x={percent(replayed)} height={layout.axis} />
      )}
      {spot && <Lit {...{ timeline, layout, spot, percent }} id={props.id} />}
      {time !== null && (
        <g class="tl-pointer">
          {pointer !== null && <Cursor x={percent(pointer)} height={layout.axis + 4} />}
          <text
            x={`${percent(time)}%`}
            y={layout.axis + 17}
            text-anchor={percent(time) < 6 ? 'start' : percent(time) > 94 ? 'end' : 'middle'}
          >
            {formatTime(time, to - from, language)} ms
          </text>
        </g>
      )}
    </>
  );
}

function Cursor({ x, height, ...rest }: { x: number; height: number; class?: string }) {
  return <line x1={`${x}%`} x2={`${x}%`} y1={0} y2={height} {...rest} />;
}

interface LitProps {
  id: string;
  timeline: Timeline;
  layout: TimelineLayout;
  spot: SpotShape;
  percent: (time: number) => number;
}

/** The spot, drawn once more, so that it is seen among its like. */
function Lit({ id, timeline, layout, spot, percent }: LitProps) {
  switch (spot.kind) {
    case 'span': {
      const lane = layout.lanes[spot.lane]!;
      return (
        <rect
          class={`tl-lit tl-color-${lane.color}`}
          x={`${percent(spot.start)}%`}
          y={lane.line + barTop(spot.row)}
          width={`${Math.max(0.2, percent(spot.end) - percent(spot.start))}%`}
          height={BAR_HEIGHT}
        />
      );
    }
    case 'stall': {
      const { line, color } = layout.lanes[spot.lane]!;
      return (
        <rect
          class={`tl-lit tl-color-${color}`}
          x={`${percent(spot.start)}%`}
          y={line + 1}
          width={`${percent(spot.end) - percent(spot.start)}%`}
          height={BAR_HEIGHT - 2}
        />
      );
    }
    case 'mark':
    case 'beat': {
      const { line, color } = layout.lanes[spot.lane]!;
      const path = spot.kind === 'mark' ? 'M0-8 8 0 0 8-8 0Z' : `M-2 0H2V${BEAT_LENGTH + 2}H-2Z`;
      return (
        <svg
          class={`tl-lit tl-color-${color}`}
          x={`${percent(spot.at)}%`}
          y={line}
          overflow="visible"
        >
          <path d={path} />
        </svg>
      );
    }
    case 'message': {
      const { message } = spot;
      const [y1, y2] = arrowHeights(timeline, layout.lanes, message);
      const color = layout.lanes.find(({ id }) => id === message.from)!.color;
      return (
        <line
          class={`tl-lit tl-color-${color}`}
          x1={`${percent(message.sent)}%`}
          y1={y1}
          x2={`${percent(message.received ?? message.sent)}%`}
          y2={y2}
          marker-end={`url(#${id}-head-${color})`}
        />
      );
    }
    case 'counter': {
      const { low, high } = layout.counters[spot.counter]!;
      const values = timeline.counters[spot.counter]!.points.map(({ value }) => value);
      const least = Math.min(0, ...values);
      const share = (spot.value - least) / (Math.max(0, ...values) - least || 1);
      return (
        <circle
          class="tl-lit"
          cx={`${percent(spot.at)}%`}
          cy={low - share * (low - high)}
          r="4.5"
        />
      );
    }
  }
}
