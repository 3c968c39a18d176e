/** The recorded run's timeline until there is one of the reader's own, live while that runs. */
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Session } from './session.ts';
import { Timeline } from './Timeline.tsx';
import { MAX_EVENTS } from './osc.ts';
import { prefersLessMotion } from './reader-settings.ts';
import type { TimelineEvent } from './timeline-events.ts';
import { extent } from './timeline-model.ts';

export function RunTimeline({ session }: { session: Session }) {
  const { words, language, runner, sandbox } = session;
  const { recorded } = sandbox;
  const isOwn = runner.hasRun.value;
  const isRunning = isOwn && runner.state.value === 'running';
  const events = isOwn ? runner.events.value : recorded.events;
  const now = useClock(isRunning && events.length > 0);
  const box = useRef<HTMLElement>(null);
  const height = useKeptHeight(box, isRunning);
  if (recorded.events.length === 0 && events.length === 0) return null;

  const isCutShort = isOwn
    ? runner.state.value === 'stopped' || runner.state.value === 'failed'
    : recorded.exitCode === null;
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
          events={events}
          language={language}
          say={session.say}
          now={isRunning ? now : undefined}
          isCutShort={isCutShort}
          expected={lengthOf(recorded.events)}
        />
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

/** While a run goes on, what stands below must not jump up: the height from before is kept. */
function useKeptHeight(box: { current: HTMLElement | null }, isRunning: boolean): number {
  const height = useRef(0);
  if (!isRunning) height.current = 0;
  else height.current ||= box.current?.offsetHeight ?? 0;
  return height.current;
}
