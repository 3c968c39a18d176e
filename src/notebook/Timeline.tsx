/**
 * The timeline of a run, or of two above each other in one scale: names of the lanes, the drawing
 * beside them, what can be done with it, and the same as a table. The server draws the recorded run
 * with it, the page the live one.
 */
import { useSignal, type Signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useMemo, useRef } from 'preact/hooks';
import { TimelineControls } from './TimelineControls.tsx';
import { TimelineKey } from './TimelineKey.tsx';
import { TimelineLanes } from './TimelineLanes.tsx';
import { TimelineSave } from './TimelineSave.tsx';
import { TimelineTable } from './TimelineTable.tsx';
import type { TimelineEvent } from './timeline-events.ts';
import { layoutTimeline } from './timeline-layout.ts';
import { buildTimeline, formatTime, type Timeline as Model } from './timeline-model.ts';
import { useReplay } from './timeline-replay.ts';
import { listSpots, spotAt, type Spot } from './timeline-spots.ts';
import { timelineWords } from './timeline-words.ts';
import { MAX_ZOOM, useZoom } from './timeline-zoom.ts';
import { words as allWords, type Language } from './words.ts';

/** A run to be drawn. */
export interface DrawnRun {
  events: readonly TimelineEvent[];
  /** Milliseconds since the epoch, while the run goes on. */
  now?: number | undefined;
  /** The run was stopped, or its container lost. */
  isCutShort: boolean;
}

interface Props {
  id: string;
  name: string;
  language: Language;
  say: (label: string) => string;
  run: DrawnRun;
  /** What it is compared with, and what that is called. */
  other: (DrawnRun & { title: string }) | null;
  /** How long the run is expected to take, in milliseconds: the first scale of a live drawing. */
  expected: number;
  /** Tells the page what is pointed at, and how many lines of output are to be seen. */
  onSpot: (spot: Spot | null, goThere: boolean) => void;
  onReplay: (printed: number | null) => void;
  /** Chooses what is compared. */
  children?: ComponentChildren;
}

export function Timeline(props: Props) {
  const { id, language, say, run, other, expected, onSpot, onReplay } = props;
  const words = allWords[language];
  const own = timelineWords[language];
  const view = useZoom();
  const plots = useRef<HTMLDivElement>(null);
  const isLive = run.now !== undefined;
  const timeline = useModel(run);
  const otherTimeline = useModel(other);
  const longest = Math.max(timeline.duration, otherTimeline?.duration ?? 0);
  const until = isLive ? liveScale(longest, expected) : longest;
  const zoom = view.zoom.value;
  const options = { say, language };
  const draw = (model: Model) => layoutTimeline(model, { ...options, zoom, until });
  const layout = useMemo(() => draw(timeline), [timeline, zoom, until, say]);
  const otherLayout = useMemo(
    () => otherTimeline && draw(otherTimeline),
    [otherTimeline, zoom, until, say],
  );
  const spots = useMemo(
    () => (isLive ? [] : listSpots(timeline, options)),
    [timeline, isLive, say],
  );
  const spot: Signal<Spot | null> = useSignal(null);
  const otherSpot: Signal<Spot | null> = useSignal(null);
  const show = (next: Spot | null, goThere = false) => {
    if (next === spot.value && !goThere) return;
    spot.value = next;
    onSpot(next, goThere);
  };
  const begun = isLive ? null : (run.events[0]?.at ?? null);
  const replay = useReplay({ timeline, spots, begun, show, onReplay });
  const titleOf = (title: string, { duration }: Model) =>
    own.took(title, `${formatTime(duration, longest, language)} ms`);
  const times = `${zoom < 10 ? Math.round(zoom * 10) / 10 : Math.round(zoom)}×`;
  const lanes = { language, say, from: view.seen.value.from, to: view.seen.value.to };

  return (
    <div class="tl">
      <p class="nb-hidden" id={`${id}-keys`}>
        {own.keys}
      </p>
      <div
        class="tl-scroll"
        ref={view.scroller}
        style={{ '--zoom': String(zoom) }}
        tabIndex={0}
        role="group"
        aria-label={words.timeline}
        aria-describedby={`${id}-keys`}
        onKeyDown={view.onKeyDown}
        onScroll={view.onScroll}
      >
        <div class="tl-plots" ref={plots}>
          {other && <p class="tl-title">{titleOf(own.own, timeline)}</p>}
          <TimelineLanes
            id={id}
            {...lanes}
            timeline={timeline}
            layout={layout}
            isLive={isLive}
            replayed={replay.time}
            spot={spot}
            onPointerDown={view.onPointerDown}
            find={(x, y, width) => spotAt({ timeline, layout, width }, x, y, options)}
            onPoint={(next) => show(next ?? replay.spot())}
            onPick={(picked) => {
              if (!isLive) replay.pick(picked);
              show(picked, true);
            }}
          />
          {other && otherTimeline && otherLayout && (
            <>
              <p class="tl-title">{titleOf(other.title, otherTimeline)}</p>
              <TimelineLanes
                id={`${id}-other`}
                {...lanes}
                timeline={otherTimeline}
                layout={otherLayout}
                isLive={false}
                replayed={null}
                spot={otherSpot}
                onPointerDown={view.onPointerDown}
                find={(x, y, width) =>
                  spotAt({ timeline: otherTimeline, layout: otherLayout, width }, x, y, options)
                }
                onPoint={(next) => (otherSpot.value = next)}
                onPick={() => {}}
              />
            </>
          )}
        </div>
      </div>
      <TimelineControls
        replay={replay}
        spots={spots}
        spot={otherSpot.value ?? spot.value}
        duration={timeline.duration}
        language={language}
        isLive={isLive}
      />
      <div class="tl-foot">
        <TimelineKey timeline={timeline} words={words} />
        <div class="tl-tools nb-scripted">
          {props.children}
          <TimelineSave plots={plots} name={props.name} language={language} />
          <div class="tl-zoom">
            <button
              type="button"
              class="nb-quiet"
              aria-label={own.zoomOut}
              aria-disabled={zoom === 1}
              onClick={() => view.zoomBy(1 / 2)}
            >
              −
            </button>
            <button
              type="button"
              class="nb-quiet tl-all"
              aria-label={own.zoomAll(times)}
              aria-disabled={zoom === 1}
              onClick={() => view.showAll()}
            >
              {times}
            </button>
            <button
              type="button"
              class="nb-quiet"
              aria-label={own.zoomIn}
              aria-disabled={zoom === MAX_ZOOM}
              onClick={() => view.zoomBy(2)}
            >
              +
            </button>
          </div>
        </div>
      </div>
      {timeline.omitted > 0 && <p class="nb-note">{words.tooManyLanes(timeline.omitted)}</p>}
      <TimelineTable
        events={run.events}
        timeline={timeline}
        language={language}
        say={say}
        isLive={isLive}
      />
    </div>
  );
}

function useModel(run: DrawnRun): Model;
function useModel(run: DrawnRun | null): Model | null;
function useModel(run: DrawnRun | null): Model | null {
  const { events, now, isCutShort = false } = run ?? {};
  const build = () =>
    events ? buildTimeline(events, { ...(now !== undefined && { now }), isCutShort }) : null;
  return useMemo(build, [events, now, isCutShort]);
}

/** A live drawing keeps its scale until the run outgrows it, so that it does not creep. */
function liveScale(duration: number, expected: number): number {
  let until = Math.max(expected, 100);
  while (until < duration) until *= 1.5;
  return until;
}
