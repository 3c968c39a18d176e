/** A kernel lab on the page. Server and browser render the same from a `LabSession`. */
import { useEffect, useRef } from 'preact/hooks';
import { Claims } from '../notebook/Claims.tsx';
import { withCode } from '../notebook/with-code.tsx';
import { Icon } from '../notebook/Icon.tsx';
import { Cover, Questions } from '../notebook/Questions.tsx';
import { Timeline } from '../notebook/Timeline.tsx';
import type { LabSession } from './session.ts';

/** Milliseconds. */
const DELAYS = [0, 10, 40, 200];

export function KernelLab({ session }: { session: LabSession }) {
  const { scene, language, own } = session;
  const titleId = `nb-${session.name}-title`;
  return (
    <div class="nb" role="group" aria-labelledby={titleId}>
      <header class="nb-head">
        <p class="nb-title" id={titleId}>
          {scene.title[language]}
        </p>
        <p class="nb-about">{withCode(scene.about[language])}</p>
      </header>
      <Questions session={session} />
      <Bench session={session} />
      <Cover session={session} />
      <div class="nb-results" data-covering={session.covering.value}>
        <Screen session={session} />
        <LabTimeline session={session} />
        <Claims session={session} claims={claimsOf(session)} label={own.claims} />
      </div>
    </div>
  );
}

const claimsOf = ({ scene }: LabSession) =>
  scene.claims.map(({ id, says }) => ({ id, says, exercise: false }));

/** The buttons, the disk's delay, and what is going on. */
function Bench({ session }: { session: LabSession }) {
  const { own } = session;
  const isBusy = session.isBusy.value;
  const isOn = session.isOn.value;
  const button = (words: string, can: boolean, act: () => unknown) => (
    <button type="button" aria-disabled={!can} onClick={() => can && void act()}>
      {words}
    </button>
  );
  const hasMachine = session.hasRun.value;
  return (
    <div class="nb-toolbar">
      <div class="nb-buttons nb-scripted">
        <button
          type="button"
          class="nb-primary"
          aria-disabled={isBusy}
          onClick={() => !isBusy && void session.play()}
        >
          <Icon name="run" />
          {own.play}
        </button>
        {button(own.powerOn, !isOn && !isBusy, () => session.powerOn())}
        {button(own.pull, isOn, () => session.pull())}
        {button(own.newDisk, hasMachine && !isOn && !isBusy, () => session.newDisk())}
        <label class="nb-check">
          {own.delay}
          <select
            value={String(session.delay.value)}
            disabled={session.phase.value.name === 'playing'}
            onChange={(event) => session.setDelay(Number(event.currentTarget.value))}
          >
            {DELAYS.map((delay) => (
              <option key={delay} value={String(delay)}>
                {delay === 0 ? own.noDelay : own.milliseconds(delay)}
              </option>
            ))}
          </select>
        </label>
      </div>
      <div class="nb-state" role="status" data-busy={isBusy}>
        {saying(session)}
      </div>
      <p class="nb-unscripted nb-note">{own.noScript}</p>
    </div>
  );
}

function saying({ phase: { value: phase }, own, scene }: LabSession): string {
  switch (phase.name) {
    case 'idle':
      return own.recorded;
    case 'loading':
      return own.loading(phase.percent);
    case 'playing':
      return own.playing(phase.step, scene.steps.length);
    case 'failed':
      return own.problem[phase.cause];
    default:
      return own[phase.name];
  }
}

/** The recorded run's text until there is a machine, then its terminal. */
function Screen({ session }: { session: LabSession }) {
  const { own, words, recorded } = session;
  const box = useRef<HTMLDivElement>(null);
  const isOwn = session.hasRun.value;
  useEffect(() => {
    return isOwn ? session.openTerminal(box.current!) : undefined;
  }, [isOwn]);
  return (
    <section class="nb-output">
      <div class="nb-label">
        {own.terminal}
        {!isOwn && <span class="nb-chip">{words.recordedShort}</span>}
      </div>
      {isOwn ? (
        <>
          <div class="lab-terminal" ref={box} />
          <p class="nb-note">{own.terminalKeys}</p>
        </>
      ) : (
        <pre
          class="nb-screen lab-recorded"
          tabIndex={0}
          role="log"
          aria-live="off"
          aria-label={own.terminal}
        >
          {recorded.output.trim()}
        </pre>
      )}
    </section>
  );
}

function LabTimeline({ session }: { session: LabSession }) {
  const { words, language, recorded } = session;
  const isOwn = session.hasRun.value;
  const events = isOwn ? session.events.value : recorded.events;
  const isRunning = isOwn && session.isOn.value && session.isBusy.value;
  const { at } = events.at(-1) ?? { at: 0 };
  return (
    <section class="nb-timeline">
      <p class="nb-label">
        {words.timeline}
        {!isOwn && <span class="nb-chip">{words.recordedShort}</span>}
      </p>
      {events.length > 0 ? (
        <Timeline
          id={`tl-${session.name}`}
          name={session.name}
          language={language}
          say={session.say}
          run={{ events, isCutShort: false, ...(isRunning && { now: at }) }}
          other={null}
          expected={recorded.events.at(-1)!.at - recorded.events[0]!.at}
          onSpot={() => {}}
          onReplay={() => {}}
        />
      ) : (
        <p class="nb-faint">{words.timelineWaiting}</p>
      )}
    </section>
  );
}
