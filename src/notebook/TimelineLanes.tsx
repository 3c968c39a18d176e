/** One run: names of its lanes and counters, and the drawing that can be pointed at. */
import { useSignal, type Signal } from '@preact/signals';
import { TimelineOverlay } from './TimelineOverlay.tsx';
import { TimelinePlot } from './TimelinePlot.tsx';
import type { TimelineLayout } from './timeline-layout.ts';
import { formatTime, type Timeline } from './timeline-model.ts';
import type { Spot } from './timeline-spots.ts';
import { words as allWords, type Language } from './words.ts';

interface Props {
  id: string;
  language: Language;
  say: (label: string) => string;
  timeline: Timeline;
  layout: TimelineLayout;
  isLive: boolean;
  /** What is to be drawn, in percent of the drawing. */
  from: number;
  to: number;
  replayed: Signal<number | null> | null;
  spot: Signal<Spot | null>;
  onPointerDown: (event: PointerEvent) => void;
  /** What is drawn at a place, in pixels of a drawing of that width. */
  find: (x: number, y: number, width: number) => Spot | null;
  onPoint: (spot: Spot | null) => void;
  onPick: (spot: Spot) => void;
}

export function TimelineLanes(props: Props) {
  const { id, language, say, timeline, layout, from, to } = props;
  const words = allWords[language];
  /** In percent of the drawing. */
  const pointer = useSignal<number | null>(null);
  const placeOf = (event: MouseEvent) => {
    const { left, top, width } = (event.currentTarget as Element).getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top, width };
  };
  const onPointerMove = (event: PointerEvent) => {
    if (event.pointerType === 'touch') return;
    const { x, y, width } = placeOf(event);
    pointer.value = Math.min(100, Math.max(0, (x / width) * 100));
    props.onPoint(props.find(x, y, width));
  };
  const onClick = (event: MouseEvent) => {
    if ((event.currentTarget as Element).closest('[data-drags]')) return;
    const { x, y, width } = placeOf(event);
    const found = props.find(x, y, width);
    if (found) props.onPick(found);
  };
  const onPointerLeave = () => {
    pointer.value = null;
    props.onPoint(null);
  };

  return (
    <div class="tl-run">
      <div class="tl-names" style={{ height: `${layout.height}px` }} aria-hidden="true">
        {layout.lanes.map((lane) => (
          <span
            key={lane.id}
            class={`tl-name tl-color-${lane.color}`}
            style={{ top: `${lane.name}px` }}
          >
            {lane.label}
          </span>
        ))}
        {layout.counters.map((counter) => (
          <span
            key={counter.id}
            class="tl-name"
            style={{ top: `${(counter.low + counter.high) / 2}px` }}
          >
            {counter.label}
            <small>{counter.range}</small>
          </span>
        ))}
        <span class="tl-name tl-unit" style={{ top: `${layout.axis + 13}px` }}>
          {words.time}
        </span>
      </div>
      <div class="tl-canvas" onPointerDown={props.onPointerDown}>
        <svg
          class="tl-plot"
          width="100%"
          height={layout.height}
          role="img"
          aria-label={sentence(timeline, language, say)}
          onPointerMove={onPointerMove}
          onPointerLeave={onPointerLeave}
          onClick={onClick}
        >
          <TimelinePlot id={id} layout={layout} from={from} to={to} />
          <Moving {...props} pointer={pointer} />
        </svg>
      </div>
    </div>
  );
}

/** Alone reads what changes while the pointer moves, so that nothing else is rendered again. */
function Moving(props: Props & { pointer: Signal<number | null> }) {
  const { id, timeline, layout, language, isLive, replayed, spot, pointer } = props;
  const [first, last] = layout.domain;
  const percent = pointer.value;
  return (
    <TimelineOverlay
      id={id}
      timeline={timeline}
      layout={layout}
      language={language}
      now={isLive ? timeline.duration : null}
      replayed={replayed?.value ?? null}
      pointer={percent === null ? null : first + ((last - first) * percent) / 100}
      spot={spot.value?.shape ?? null}
    />
  );
}

function sentence(
  { lanes, duration }: Timeline,
  language: Language,
  say: (label: string) => string,
): string {
  const ms = (time: number) => `${formatTime(time, duration, language)} ms`;
  const stalls = lanes.flatMap((lane) => lane.stalls.map(({ start, end }) => end - start));
  const names = new Intl.ListFormat(language).format(lanes.map((lane) => say(lane.label)));
  const longest = stalls.reduce((a, b) => Math.max(a, b), 0);
  return allWords[language].timelineSummary(names, ms(duration), stalls.length, ms(longest));
}
