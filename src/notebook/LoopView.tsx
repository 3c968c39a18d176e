/** A finished run of the event loop, gone through step by step in both directions. */
import { useSignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { LoopEvent, LoopPhase } from '../runtime/container.ts';
import { LoopTable } from './LoopTable.tsx';
import { buildLoop, type LoopQueue, type LoopState, type LoopTask } from './loop-model.ts';
import { nameOf, sayStep, sitesOf } from './loop-say.ts';
import { loopWords, type LoopWords } from './loop-words.ts';
import type { Session } from './session.ts';

const PHASES: { phase: LoopPhase; queue?: LoopQueue }[] = [
  { phase: 'timers', queue: 'timers' },
  { phase: 'poll', queue: 'poll' },
  { phase: 'check', queue: 'check' },
  { phase: 'close' },
];
const BETWEEN: LoopQueue[] = ['ticks', 'microtasks', 'promises'];
/** Callbacks of a queue that are shown by name. */
const MAX_SHOWN = 6;

export function LoopView({ session, events }: { session: Session; events: readonly LoopEvent[] }) {
  const { language, lit } = session;
  const words = loopWords[language];
  const withOwn = useSignal(false);
  const loop = useMemo(() => buildLoop(events, withOwn.value), [events, withOwn.value]);
  const chosen = useSignal(0);
  const { steps } = loop;
  const index = Math.min(chosen.value, steps.length - 1);
  const step = steps[index];
  const state = useMemo(() => loop.stateAt(index), [loop, index]);
  const isFirst = useRef(true);
  const count = (number: number) => number.toLocaleString(language);
  const ms = (at: number) =>
    (at - loop.origin).toLocaleString(language, { maximumFractionDigits: 1 });

  // Only what the reader goes to is lit, not what the view begins with.
  useEffect(() => {
    if (isFirst.current) {
      isFirst.current = false;
      return;
    }
    if (!step) return;
    const { printed, prints } = state;
    lit.place.value = {
      sources: sitesOf(step),
      printed: prints > 0 ? [printed - prints, printed] : null,
    };
    lit.printed.value = index === steps.length - 1 ? null : printed;
  }, [loop, index]);
  useEffect(
    () => () => {
      lit.place.value = null;
      lit.printed.value = null;
    },
    [],
  );
  if (!step) return <p class="nb-note">{words.nothing}</p>;

  const goTo = (next: number) => {
    chosen.value = Math.min(steps.length - 1, Math.max(0, next));
  };
  const said = sayStep(step, words, language);
  const position = words.position(count(index + 1), count(steps.length), ms(step.at));
  return (
    <div class="lp">
      <div class="lp-controls">
        <div class="nb-buttons">
          <Move label={words.first} sign="⏮" isOff={index === 0} go={() => goTo(0)} />
          <Move label={words.back} sign="◀" isOff={index === 0} go={() => goTo(index - 1)} />
          <Move
            label={words.forward}
            sign="▶"
            isOff={index === steps.length - 1}
            go={() => goTo(index + 1)}
          />
          <Move
            label={words.last}
            sign="⏭"
            isOff={index === steps.length - 1}
            go={() => goTo(steps.length - 1)}
          />
        </div>
        <input
          type="range"
          min={0}
          max={steps.length - 1}
          value={index}
          aria-label={words.slider}
          aria-valuetext={`${position}: ${said}`}
          onInput={(event) => goTo(event.currentTarget.valueAsNumber)}
        />
        <span class="lp-position">{position}</span>
      </div>
      <p class="lp-said">
        {said} <Sites sites={sitesOf(step)} session={session} />
      </p>
      <Running state={state} words={words} language={language} />
      <div class="lp-between" data-draining={state.isDraining}>
        {BETWEEN.map((queue) => (
          <Queue
            key={queue}
            name={words.queues[queue]}
            tasks={state.queues[queue]}
            {...{ words, language }}
          />
        ))}
      </div>
      <ol class="lp-phases">
        {PHASES.map(({ phase, queue }) => (
          <li
            key={phase}
            class="lp-phase"
            aria-current={state.phase === phase ? 'step' : undefined}
          >
            <b>{words.phases[phase]}</b>
            <Queue
              name={queue ? words.queues[queue] : words.closing}
              tasks={queue ? state.queues[queue] : []}
              isQuiet
              {...{ words, language }}
            />
          </li>
        ))}
      </ol>
      <label class="lp-show">
        <input
          type="checkbox"
          checked={withOwn.value}
          onChange={(event) => (withOwn.value = event.currentTarget.checked)}
        />
        {words.own}
      </label>
      <p class="nb-note">
        {words.settling} {words.threads}
      </p>
      {loop.isFull && <p class="nb-note">{words.full}</p>}
      <LoopTable loop={loop} index={index} language={language} goTo={goTo} />
    </div>
  );
}

interface MoveProps {
  label: string;
  sign: string;
  isOff: boolean;
  go: () => void;
}

function Move({ label, sign, isOff, go }: MoveProps) {
  return (
    <button
      type="button"
      class="nb-quiet"
      aria-label={label}
      title={label}
      aria-disabled={isOff}
      onClick={() => !isOff && go()}
    >
      <span aria-hidden="true">{sign}</span>
    </button>
  );
}

/** Lines of code, which take the reader there. */
function Sites({ sites, session }: { sites: string[]; session: Session }) {
  const go = (site: string) => {
    const file = site.slice(0, site.lastIndexOf(':'));
    if (session.sandbox.files.includes(file)) session.workspace.file.value = file;
    session.lit.place.value = { sources: [site], printed: null, isSought: true };
  };
  return (
    <>
      {sites.map((site) => (
        <button key={site} type="button" class="nb-quiet lp-site" onClick={() => go(site)}>
          {site}
        </button>
      ))}
    </>
  );
}

interface StateProps {
  words: LoopWords;
  language: string;
}

function Running({ state, words, language }: StateProps & { state: LoopState }) {
  const { phase, running, module, turn } = state;
  const names = running.map((task) => nameOf(task, words, language));
  const last = running.at(-1);
  if (module !== null) names.push(words.module(module));
  if (names.length === 0 && phase === 'main') names.push(words.mainScript);
  return (
    <p class="lp-running" data-runs={names.length > 0}>
      <span class="lp-label">{words.running}</span> <b>{names.join(' › ') || words.idle}</b>
      {last && <Where task={last} words={words} />}
      <span class="lp-turn">
        {words.phases[phase]}
        {turn > 0 && `, ${words.turn(turn.toLocaleString(language))}`}
      </span>
    </p>
  );
}

function Where({ task, words }: { task: LoopTask; words: LoopWords }) {
  return (
    <code>
      {words.queuedBy(task.queuedAt ?? words.node)}, {words.runsIn(task.runsAt ?? words.node)}
    </code>
  );
}

interface QueueProps extends StateProps {
  name: string;
  tasks: readonly LoopTask[];
  isQuiet?: boolean;
}

function Queue({ name, tasks, words, language, isQuiet = false }: QueueProps) {
  return (
    <div class="lp-queue">
      <p class={isQuiet ? 'lp-label lp-quiet' : 'lp-label'}>{name}</p>
      <ul>
        {tasks.slice(0, MAX_SHOWN).map((task) => (
          <li key={task.id}>
            {nameOf(task, words, language)} <code>{task.queuedAt ?? words.node}</code>
          </li>
        ))}
        {tasks.length > MAX_SHOWN && (
          <li class="lp-quiet">
            {words.more((tasks.length - MAX_SHOWN).toLocaleString(language))}
          </li>
        )}
        {tasks.length === 0 && <li class="lp-quiet">{words.empty}</li>}
      </ul>
    </div>
  );
}
