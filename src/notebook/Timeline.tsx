/**
 * The timeline of a run: names of the lanes, the drawing beside them, a key of its signs, and the
 * same as a table. The server draws the recorded run with it, the page the live one.
 */
import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { TimelineKey } from './TimelineKey.tsx';
import { TimelinePlot } from './TimelinePlot.tsx';
import { TimelineTable } from './TimelineTable.tsx';
import type { TimelineEvent } from './timeline-events.ts';
import { layoutTimeline, MIN_WIDTH } from './timeline-layout.ts';
import { buildTimeline, formatTime, type Timeline as Model } from './timeline-model.ts';
import { words as allWords, type Language } from './words.ts';

interface Props {
  id: string;
  events: readonly TimelineEvent[];
  language: Language;
  say: (label: string) => string;
  /** Milliseconds since the epoch, while the run goes on. */
  now?: number | undefined;
  /** The run was stopped, or its container lost. */
  isCutShort: boolean;
  /** How long the run is expected to take, in milliseconds: the first scale of a live drawing. */
  expected: number;
}

const MAX_ZOOM = 32;

export function Timeline({ id, events, language, say, now, isCutShort, expected }: Props) {
  const words = allWords[language];
  const zoom = useSignal(1);
  const scroller = useRef<HTMLDivElement>(null);
  const timeline = buildTimeline(events, { ...(now !== undefined && { now }), isCutShort });
  const layout = layoutTimeline(timeline, {
    say,
    language,
    zoom: zoom.value,
    ...(now !== undefined && { until: liveScale(timeline.duration, expected) }),
  });

  /** Keeps the middle of what is seen where it is. */
  const zoomBy = (factor: number) => {
    const box = scroller.current;
    const middle = box ? (box.scrollLeft + box.clientWidth / 2) / box.scrollWidth : 0;
    zoom.value = Math.min(MAX_ZOOM, Math.max(1, zoom.value * factor));
    requestAnimationFrame(() => {
      if (box) box.scrollLeft = middle * box.scrollWidth - box.clientWidth / 2;
    });
  };

  return (
    <div class="tl">
      <div class="tl-scroll" ref={scroller} tabIndex={0} role="group" aria-label={words.timeline}>
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
        <div class="tl-canvas" style={{ minWidth: `${MIN_WIDTH * zoom.value}px` }}>
          <TimelinePlot
            id={id}
            layout={layout}
            summary={sentence(timeline, language, say)}
            language={language}
            now={now === undefined ? null : timeline.duration}
          />
        </div>
      </div>
      <div class="tl-foot">
        <TimelineKey timeline={timeline} words={words} />
        <div class="tl-zoom nb-scripted">
          <button
            type="button"
            class="nb-quiet"
            aria-label={words.zoomOut}
            aria-disabled={zoom.value === 1}
            onClick={() => zoomBy(1 / 2)}
          >
            −
          </button>
          <span aria-hidden="true">{zoom.value}×</span>
          <button
            type="button"
            class="nb-quiet"
            aria-label={words.zoomIn}
            aria-disabled={zoom.value === MAX_ZOOM}
            onClick={() => zoomBy(2)}
          >
            +
          </button>
        </div>
      </div>
      {timeline.omitted > 0 && <p class="nb-note">{words.tooManyLanes(timeline.omitted)}</p>}
      <TimelineTable
        events={events}
        timeline={timeline}
        language={language}
        say={say}
        isLive={now !== undefined}
      />
    </div>
  );
}

/** A live drawing keeps its scale until the run outgrows it, so that it does not creep. */
function liveScale(duration: number, expected: number): number {
  let until = Math.max(expected, 100);
  while (until < duration) until *= 1.5;
  return until;
}

function sentence(
  { lanes, duration }: Model,
  language: Language,
  say: (label: string) => string,
): string {
  const ms = (time: number) => `${formatTime(time, duration, language)} ms`;
  const stalls = lanes.flatMap((lane) => lane.stalls.map(({ start, end }) => end - start));
  const names = new Intl.ListFormat(language).format(lanes.map((lane) => say(lane.label)));
  const longest = stalls.reduce((a, b) => Math.max(a, b), 0);
  return allWords[language].timelineSummary(names, ms(duration), stalls.length, ms(longest));
}
