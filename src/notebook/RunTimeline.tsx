/** The recorded run's timeline until there is one of the reader's own, live while that runs. */
import { useSignal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { sayValues, type Values } from './controls.ts';
import { useKeptHeight } from './kept-height.ts';
import { MAX_EVENTS } from './osc.ts';
import { prefersLessMotion } from './reader-settings.ts';
import type { Session } from './session.ts';
import { Timeline, type DrawnRun } from './Timeline.tsx';
import type { TimelineEvent } from './timeline-events.ts';
import { extent } from './timeline-model.ts';
import { timelineWords } from './timeline-words.ts';

type Other = 'alone' | 'recorded' | 'previous';

export function RunTimeline({ session }: { session: Session }) {
  const { words, language, runner, sandbox, lit } = session;
  const { defaults } = session.workspace;
  const { recorded, controls } = sandbox;
  const isOwn = runner.hasRun.value;
  const isRunning = isOwn && runner.state.value === 'running';
  const events = isOwn ? runner.events.value : recorded.events;
  const now = useClock(isRunning && events.length > 0);
  const box = useRef<HTMLElement>(null);
  const height = useKeptHeight(box, isRunning);
  const other = useSignal<Other>('alone');
  const previous = usePreviousRun(session);
  // What was lit belongs to the run before. What the reader lights next is of this one.
  useLayoutEffect(() => forget(session), [isOwn, isRunning]);
  if (recorded.events.length === 0 && events.length === 0) return null;

  const { compare, alone, ...names } = timelineWords[language];
  const titleOf = (title: string, values: Values) =>
    controls ? words.controls.ofRun(title, sayValues(controls, values, language)) : title;
  const recordedRun = { events: recorded.events, isCutShort: recorded.exitCode === null };
  const runs: Partial<Record<Other, DrawnRun & { title: string }>> = {
    ...(isOwn &&
      recorded.events.length > 0 && {
        recorded: { ...recordedRun, title: titleOf(names.ofRecorded, defaults) },
      }),
    ...(isOwn &&
      previous && {
        previous: { ...previous, title: titleOf(names.ofPrevious, previous.values) },
      }),
  };
  const choices = Object.keys(runs) as ('recorded' | 'previous')[];
  const run: DrawnRun = isOwn
    ? {
        events,
        now: isRunning ? now : undefined,
        isCutShort: runner.state.value === 'stopped' || runner.state.value === 'failed',
      }
    : recordedRun;
  const count = (number: number) => number.toLocaleString(language);
  return (
    <section class="nb-timeline" ref={box} style={height ? { minHeight: `${height}px` } : {}}>
      <p class="nb-label">
        {words.timeline}
        {!isOwn && <span class="nb-chip">{words.recordedShort}</span>}
      </p>
      {events.length > 0 ? (
        <Timeline
          id={`tl-${sandbox.name}`}
          name={sandbox.name}
          language={language}
          say={session.say}
          run={run}
          other={runs[other.value] ?? null}
          expected={lengthOf(recorded.events)}
          onSpot={(spot, isSought) => {
            const source = spot?.sources[0];
            const file = source?.slice(0, source.lastIndexOf(':'));
            if (isSought && file && sandbox.files.includes(file))
              session.workspace.file.value = file;
            lit.place.value = spot && { sources: spot.sources, printed: spot.printed, isSought };
          }}
          onReplay={(printed) => (lit.printed.value = printed)}
        >
          {choices.length > 0 && (
            <label class="tl-compare">
              {compare}
              <select
                value={other.value}
                onChange={(event) => (other.value = event.currentTarget.value as Other)}
              >
                <option value="alone">{alone}</option>
                {choices.map((choice) => (
                  <option key={choice} value={choice}>
                    {names[choice]}
                  </option>
                ))}
              </select>
            </label>
          )}
        </Timeline>
      ) : (
        <p class="nb-faint">{isRunning ? words.timelineWaiting : words.timelineEmpty}</p>
      )}
      {runner.droppedEvents.value > 0 && (
        <p class="nb-note">
          {words.tooManyEvents(count(MAX_EVENTS), count(runner.droppedEvents.value))}
        </p>
      )}
    </section>
  );
}

function forget({ lit }: Session): void {
  lit.place.value = null;
  lit.printed.value = null;
}

type PreviousRun = DrawnRun & { values: Values };

/** The reader's run before the one that is shown. */
function usePreviousRun({ runner }: Session): PreviousRun | null {
  const runs = useRef<{ last: PreviousRun | null; previous: PreviousRun | null }>({
    last: null,
    previous: null,
  });
  const state = runner.state.value;
  const hasEnded = ['exited', 'stopped', 'failed'].includes(state);
  const events = runner.events.value;
  useEffect(() => {
    if (state === 'running') runs.current.previous = runs.current.last;
    if (hasEnded && events.length > 0) {
      const values = runner.env.value;
      runs.current.last = { events, isCutShort: state !== 'exited', values };
    }
  }, [state]);
  return runs.current.previous;
}

function lengthOf(events: readonly TimelineEvent[]): number {
  const { first, last } = extent(events);
  return last - first;
}

/**
 * Milliseconds since the epoch, renewed as often as the page paints and drawing leaves it time;
 * four times a second for readers who want less motion.
 */
function useClock(isOn: boolean): number {
  const time = useSignal(0);
  useEffect(() => {
    if (!isOn) return;
    const isCalm = prefersLessMotion();
    let request = 0;
    let next = 0;
    const tick = (frame: number) => {
      request = requestAnimationFrame(tick);
      if (frame < next) return;
      const begun = performance.now();
      time.value = performance.timeOrigin + begun;
      requestAnimationFrame(() => {
        const cost = performance.now() - begun;
        next = begun + (isCalm ? 250 : Math.max(30, cost * 2));
      });
    };
    request = requestAnimationFrame(tick);
    return () => cancelAnimationFrame(request);
  }, [isOn]);
  return time.value || performance.timeOrigin + performance.now();
}
