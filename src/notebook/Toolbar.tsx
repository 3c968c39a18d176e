/** Run, Stop, Reset; what state the run is in and what runs it. */
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { canRetry, kindNames, sayCause, sayState } from '../runtime/words.ts';
import { Drawers } from './Drawers.tsx';
import { Icon } from './Icon.tsx';
import { sayProgress } from './progress.ts';
import { showsTimings } from './reader-settings.ts';
import { Room } from './Room.tsx';
import { RunOnEdit } from './RunOnEdit.tsx';
import type { Session } from './session.ts';
import type { Fault } from './stack.ts';
import { Summary } from './Summary.tsx';

export function Toolbar({ session }: { session: Session }) {
  const { words, runner } = session;
  const state = runner.state.value;
  const isActive = ['booting', 'installing', 'running'].includes(state);
  const canStop = isActive && !runner.isStopping.value;
  const canReset =
    session.workspace.edited.value.length > 0 || session.workspace.areValuesChanged.value;
  const cause = failureCause(session);

  return (
    <div class="nb-toolbar">
      <div class="nb-buttons nb-scripted">
        <button
          type="button"
          class="nb-primary"
          aria-keyshortcuts="Control+Enter Meta+Enter"
          title={words.runKeys}
          onClick={() => void session.run()}
        >
          <Icon name="run" />
          {words.run}
        </button>
        <button type="button" aria-disabled={!canStop} onClick={() => canStop && session.stop()}>
          <Icon name="stop" />
          {words.stop}
        </button>
        <button
          type="button"
          aria-disabled={!canReset}
          onClick={() => canReset && session.workspace.reset()}
        >
          <Icon name="reset" />
          {words.reset}
        </button>
        <RunOnEdit session={session} />
      </div>
      <Drawers session={session} />
      <div class="nb-state" role="status" data-busy={isActive}>
        <Room of={longestSaying(session)}>
          <Saying session={session} />
          <Summary session={session} />
          {showsTimings.value && sayDuration(session)}
        </Room>
        {session.fault.value && <GoToFault session={session} fault={session.fault.value} />}
        {runner.isAsking.value && (
          <button type="button" class="nb-quiet" onClick={() => runner.goOn()}>
            {words.goOn}
          </button>
        )}
        {cause && canRetry(cause) && (
          <button type="button" class="nb-quiet" onClick={() => session.retry()}>
            {words.retry}
          </button>
        )}
      </div>
      <p class="nb-unscripted nb-note">{words.noScript}</p>
      <Where session={session} />
    </div>
  );
}

/** What is said of a run of which all is well. */
function longestSaying({ words, sandbox: { predictions, claims } }: Session): string {
  const of = claims.filter(({ exercise }) => !exercise).length;
  const asked = predictions.length;
  return [
    words.state.exited(0),
    ...(asked > 0 ? [words.score(asked, asked)] : []),
    words.claimsHeld(of, of),
    ...(claims.length > of ? [words.solved] : []),
  ].join(' ');
}

function sayDuration({ words, language, runner }: Session): string {
  if (runner.duration.value === null) return '';
  const seconds = runner.duration.value / 1000;
  return ` ${words.settings.took(seconds.toLocaleString(language, { maximumFractionDigits: 3 }))}`;
}

/** The way to the error that ended the run. */
function GoToFault({ session, fault }: { session: Session; fault: Fault }) {
  return (
    <button type="button" class="nb-quiet" onClick={() => session.goTo(fault)}>
      {session.words.goTo(fault.file, fault.line + 1)}
    </button>
  );
}

/** Milliseconds that a step on the way to the run lasts before it is worth a word. */
const LATE = 300;

function Saying({ session }: { session: Session }) {
  const { runner, runtime, words } = session;
  const state = runner.state.value;
  const isBooting = state === 'booting' || state === 'installing';
  const isLoadingEditor = !isBooting && session.editor.value === 'loading';
  const step = isBooting
    ? (runner.step.value ?? (state === 'installing' ? state : runtime.value.phase))
    : isLoadingEditor && 'editor';
  const late = useSignal<string | null>(null);
  const said = useRef('');
  useEffect(() => {
    late.value = null;
    if (!step) return;
    const timer = setTimeout(() => (late.value = step), LATE);
    return () => clearTimeout(timer);
  }, [step]);
  const sentence = saySession(session);
  if (isLoadingEditor && late.value === step) return <>{words.loadingEditor}</>;
  if (!isBooting) said.current = '';
  else if (late.value === step) said.current = sentence;
  return <>{isBooting ? said.current || words.state.booting : sentence}</>;
}

/** What is done now, in one sentence. */
function saySession(session: Session): string {
  const { words, language, runner, sandbox } = session;
  const { state } = words;
  switch (runner.state.value) {
    case 'idle':
      return words.recorded(sandbox.recorded.node);
    case 'booting':
      if (runner.step.value) return state[runner.step.value];
      return session.runtime.value.phase === 'ready'
        ? state.booting
        : sayState(session.runtime.value, language);
    case 'installing':
      if (runner.step.value) return state[runner.step.value];
      return sayProgress(runner.progress.value!, language) || state.booting;
    case 'running':
      if (runner.isAsking.value) return words.stillRunning;
      if (runner.isStopping.value) return state.stopping;
      return runner.isWaiting.value ? words.waitsForInput : state.running;
    case 'exited':
      return sayExit(session, runner.exitCode.value ?? 0);
    case 'stopped':
      return state.stopped;
    case 'failed': {
      const { phase } = session.runtime.value;
      if (phase === 'failed' || phase === 'lost') return sayState(session.runtime.value, language);
      return sayCause(runner.cause.value ?? { code: 'error' }, language);
    }
  }
}

/** By the exit code that shells give a program which the signal ended: 128 and its number. */
const SIGNALS: Record<number, string> = {
  129: 'SIGHUP',
  130: 'SIGINT',
  131: 'SIGQUIT',
  132: 'SIGILL',
  134: 'SIGABRT',
  135: 'SIGBUS',
  136: 'SIGFPE',
  137: 'SIGKILL',
  138: 'SIGUSR1',
  139: 'SIGSEGV',
  140: 'SIGUSR2',
  141: 'SIGPIPE',
  142: 'SIGALRM',
  143: 'SIGTERM',
};

function sayExit({ words, runner }: Session, code: number): string {
  const isOutOfMemory = runner.screen.value.lines
    .slice(-40)
    .some(({ spans }) => spans.some(({ text }) => text.includes('heap out of memory')));
  if (code === 134 && isOutOfMemory) return words.outOfMemory;
  const signal = SIGNALS[code];
  return signal ? words.killed(signal, code) : words.state.exited(code);
}

function failureCause({ runner, runtime }: Session) {
  if (runner.state.value !== 'failed') return null;
  const state = runtime.value;
  return state.phase === 'failed' ? state.cause : runner.cause.value;
}

/** The badge: what runs and Node's version; opened, why it is that and what else there is. */
function Where({ session }: { session: Session }) {
  const { words, language, runner, runtime } = session;
  const container = runner.container.value;
  const state = runtime.value;
  if (!container) return <p class="nb-where">&nbsp;</p>;
  const other = container.kind === 'embedded' ? 'webcontainer' : 'embedded';
  const instead = 'instead' in state ? state.instead : undefined;
  return (
    <details class="nb-where">
      <summary>
        <span class="nb-hidden">{words.where}: </span>
        Node {container.version} · {kindNames[language][container.kind]}
      </summary>
      <p>{sayState(state, language)}</p>
      <p class="nb-buttons">
        {instead && canRetry(instead) && (
          <button type="button" onClick={() => session.retry()}>
            {words.retry}
          </button>
        )}
        {session.offers.includes(other) && (
          <button type="button" onClick={() => session.useRuntime(other)}>
            {words.useRuntime(kindNames[language][other])}
          </button>
        )}
      </p>
    </details>
  );
}
