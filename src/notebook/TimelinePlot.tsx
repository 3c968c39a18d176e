/** The drawing: an SVG that stretches with its box, from a layout in percent and pixels. */
import { memo } from 'preact/compat';
import { TimelineDefinitions } from './TimelineDefinitions.tsx';
import { BAR_HEIGHT, BEAT_LENGTH, type LaneLayout, type StallLayout } from './timeline-lane.ts';
import type { TimelineLayout } from './timeline-layout.ts';

interface Props {
  id: string;
  layout: TimelineLayout;
  /** What is in sight, in percent of the drawing; the rest need not be drawn. */
  from: number;
  to: number;
}

/** Drawn anew only when the layout changes: what moves over it is TimelineOverlay. */
export const TimelinePlot = memo(function TimelinePlot({ id, layout, from, to }: Props) {
  const isSeen = (left: number, right = left) => right >= from && left <= to;
  const lanes = layout.lanes.map((lane) => ({
    ...lane,
    bars: lane.bars.filter(({ x, width }) => isSeen(x, x + width)),
    marks: lane.marks.filter(({ x }) => isSeen(x)),
    labels: lane.labels.filter(({ x }) => isSeen(x)),
    beats: lane.beats.filter((x) => isSeen(x)),
  }));
  const ticks = layout.ticks.filter(({ x }) => isSeen(x));
  return (
    <>
      <TimelineDefinitions id={id} />
      <g class="tl-grid">
        {ticks.map(({ x, text }) => (
          <line key={text} x1={`${x}%`} x2={`${x}%`} y1={0} y2={layout.axis} />
        ))}
      </g>
      {lanes.map((lane) => (
        <Track key={lane.id} id={id} lane={lane} />
      ))}
      {layout.counters.map((counter) => (
        <g key={counter.id} class="tl-counter">
          <line x1="0" x2="100%" y1={counter.low} y2={counter.low} class="tl-line" />
          <svg
            x="0"
            y={counter.high}
            width="100%"
            height={counter.low - counter.high}
            viewBox="0 0 100 1"
            preserveAspectRatio="none"
          >
            <path class="tl-area" d={areaOf(counter.points, counter.zero)} />
            <path class="tl-step" d={lineOf(counter.points)} />
          </svg>
        </g>
      ))}
      {layout.arrows
        .filter(({ x1, x2 }) => isSeen(Math.min(x1, x2), Math.max(x1, x2)))
        .map((arrow, i) => (
          <g key={i} class={`tl-arrow tl-color-${arrow.color}`}>
            <title>{arrow.title}</title>
            <line
              x1={`${arrow.x1}%`}
              y1={arrow.y1}
              x2={`${arrow.x2}%`}
              y2={arrow.y2}
              class={arrow.isInFlight ? 'tl-in-flight' : undefined}
              marker-end={arrow.isInFlight ? undefined : `url(#${id}-head-${arrow.color})`}
            />
            <circle cx={`${arrow.x1}%`} cy={arrow.y1} r="2.5" />
          </g>
        ))}
      {lanes.map((lane) => (
        <Texts key={lane.id} lane={lane} />
      ))}
      <g class="tl-axis">
        <line x1="0" x2="100%" y1={layout.axis} y2={layout.axis} />
        {ticks.map(({ x, text, anchor }) => (
          <g key={text}>
            <line x1={`${x}%`} x2={`${x}%`} y1={layout.axis} y2={layout.axis + 4} />
            <text x={`${x}%`} y={layout.axis + 17} text-anchor={anchor}>
              {text}
            </text>
          </g>
        ))}
      </g>
    </>
  );
});

/** Bars, beats, stalls and marks on a lane's line. */
function Track({ id, lane }: { id: string; lane: LaneLayout }) {
  const { line } = lane;
  return (
    <g class={`tl-color-${lane.color}`}>
      <line class="tl-line" x1="0" x2="100%" y1={line} y2={line} />
      {lane.bars.map((bar, i) => (
        <g key={i} class={bar.isOpen ? 'tl-bar tl-open' : 'tl-bar'}>
          <title>{bar.title}</title>
          <rect x={`${bar.x}%`} y={bar.y} width={`${bar.width}%`} height={BAR_HEIGHT} />
        </g>
      ))}
      {lane.beats.length > 0 && (
        <svg
          x="0"
          y={line}
          width="100%"
          height={BEAT_LENGTH}
          viewBox="0 0 100 1"
          preserveAspectRatio="none"
        >
          <path class="tl-beats" d={lane.beats.map((x) => `M${x} 0V1`).join('')} />
        </svg>
      )}
      {lane.stalls.map((stall, i) => (
        <g key={i} class="tl-stall">
          <title>{stall.title}</title>
          <rect
            x={`${stall.x}%`}
            y={line + 1}
            width={`${stall.width}%`}
            height={BAR_HEIGHT - 2}
            fill={`url(#${id}-stall)`}
          />
          {stall.room !== 'none' && (
            <line
              x1={`${stall.x}%`}
              x2={`${stall.x + stall.width}%`}
              y1={line + 9}
              y2={line + 9}
              class={stall.room === 'text' ? 'tl-ends' : undefined}
              marker-start={`url(#${id}-end)`}
              marker-end={`url(#${id}-end)`}
            />
          )}
        </g>
      ))}
      {lane.marks.map((mark, i) => (
        <svg key={i} class="tl-mark" x={`${mark.x}%`} y={line} overflow="visible">
          <title>{mark.title}</title>
          <path d="M0-5 5 0 0 5-5 0Z" />
        </svg>
      ))}
    </g>
  );
}

/** What is written on a lane; drawn last, so that no line crosses a word. */
function Texts({ lane }: { lane: LaneLayout }) {
  return (
    <g class={`tl-texts tl-color-${lane.color}`}>
      {lane.labels.map((label, i) => (
        <g key={i}>
          <line
            class="tl-mast"
            x1={`${label.x}%`}
            x2={`${label.x}%`}
            y1={label.y - 9}
            y2={label.foot}
          />
          <rect
            x={`${label.x}%`}
            y={label.y - 10}
            width={label.width + 6}
            height={13}
            transform={`translate(${label.anchor === 'start' ? 1 : -label.width - 7})`}
          />
          <text
            x={`${label.x}%`}
            y={label.y}
            dx={label.anchor === 'start' ? 4 : -4}
            text-anchor={label.anchor}
          >
            {label.text}
          </text>
        </g>
      ))}
      {lane.bars.map((bar, i) => (
        <g key={i}>
          {bar.text !== '' && (
            <text class="tl-in-bar" x={`${bar.x}%`} y={bar.y + 13} dx="4">
              {bar.text}
            </text>
          )}
          {bar.time !== '' && (
            <text
              class="tl-in-bar tl-took"
              x={`${bar.x + bar.width}%`}
              y={bar.y + 13}
              dx="-4"
              text-anchor="end"
            >
              {bar.time}
            </text>
          )}
        </g>
      ))}
      {lane.stalls.map((stall, i) => (
        <StallText key={i} stall={stall} line={lane.line} />
      ))}
    </g>
  );
}

function StallText({ stall, line }: { stall: StallLayout; line: number }) {
  const { text, room, middle, textWidth } = stall;
  const width = textWidth + 8;
  return (
    <g class="tl-stall-text">
      {room === 'arrows' && (
        <rect
          x={`${middle}%`}
          y={line + 2}
          width={width}
          height={BAR_HEIGHT - 4}
          transform={`translate(${-width / 2})`}
        />
      )}
      <text x={`${middle}%`} y={line + (room === 'under' ? 29 : 13)} text-anchor="middle">
        {text}
      </text>
    </g>
  );
}

type Points = readonly { x: number; y: number }[];

function lineOf(points: Points): string {
  return points.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${x} ${1 - y}`).join('');
}

function areaOf(points: Points, zero: number): string {
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last) return '';
  return `${lineOf(points)}L${last.x} ${1 - zero}L${first.x} ${1 - zero}Z`;
}
