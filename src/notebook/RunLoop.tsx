/** The event loop of a run: off until the reader asks for it, and told by the embedded Node alone. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { kindNames } from '../runtime/words.ts';
import type { LoopView as View } from './LoopView.tsx';
import { loopWords } from './loop-words.ts';
import type { Session } from './session.ts';

export function RunLoop({ session }: { session: Session }) {
  const { language, runner, sandbox } = session;
  const words = loopWords[language];
  const { isWanted } = session.loop;
  const isRunning = runner.state.value === 'running';
  return (
    <section class="nb-loop nb-scripted">
      <label class="lp-show">
        <input
          type="checkbox"
          autocomplete="off"
          checked={isWanted.value}
          onChange={(event) => (isWanted.value = event.currentTarget.checked)}
        />
        {words.show}
      </label>
      {isWanted.value && <Shown key={sandbox.name} session={session} isRunning={isRunning} />}
    </section>
  );
}

function Shown({ session, isRunning }: { session: Session; isRunning: boolean }) {
  const { language, words, loop } = session;
  const own = loopWords[language];
  const { events } = loop;
  const view = useSignal<{ View: typeof View } | 'loading' | 'failed'>('loading');
  useEffect(() => {
    import('./LoopView.tsx').then(
      ({ LoopView }) => (view.value = { View: LoopView }),
      () => (view.value = 'failed'),
    );
  }, []);

  if (session.isUntold) {
    return (
      <p class="nb-note lp-untold">
        {own.untold}{' '}
        {session.offers.includes('embedded') && (
          <button type="button" onClick={() => session.useRuntime('embedded')}>
            {words.useRuntime(kindNames[language].embedded)}
          </button>
        )}
      </p>
    );
  }
  if (isRunning && loop.isTraced.value) {
    return <p class="nb-note">{own.recording(events.value.length.toLocaleString(language))}</p>;
  }
  if (events.value.length === 0) {
    return <p class="nb-note">{loop.isTraced.value ? own.nothing : own.next}</p>;
  }
  if (view.value === 'loading') return null;
  if (view.value === 'failed') {
    return (
      <p class="nb-note nb-bad" role="alert">
        {own.failed}
      </p>
    );
  }
  const { View: LoopView } = view.value;
  return <LoopView session={session} events={events.value} />;
}
