/** The exercise's solution, as it differs from the reader's code; the reader takes it or leaves it. */
import { useComputed, useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { Differences } from './Differences.tsx';
import type { Session } from './session.ts';

export function Solution({ session }: { session: Session }) {
  const { words, sandbox } = session;
  const isOpen = useSignal(false);
  const opener = useRef<HTMLButtonElement>(null);
  const solution = useComputed(() =>
    Object.fromEntries(sandbox.solution.map(({ name, text }) => [name, text])),
  );
  const isApplied = Object.entries(solution.value).every(
    ([name, text]) => session.workspace.files.value[name] === text,
  );
  const close = () => {
    isOpen.value = false;
    opener.current!.focus();
  };
  const apply = () => {
    session.workspace.showSolution();
    close();
  };
  return (
    <div class="nb-solution nb-scripted">
      <button
        ref={opener}
        type="button"
        aria-expanded={isOpen.value}
        onClick={() => (isOpen.value = !isOpen.value)}
      >
        {words.showSolution}
      </button>
      {isOpen.value && (
        <div role="group" aria-label={words.solution}>
          <Differences
            session={session}
            before={session.workspace.files.value}
            after={solution.value}
            names={{ before: words.differences.mine, after: words.solution }}
          />
          <p class="nb-buttons">
            {!isApplied && (
              <button type="button" class="nb-primary" onClick={apply}>
                {words.applySolution}
              </button>
            )}
            <button type="button" onClick={close}>
              {words.leaveMine}
            </button>
          </p>
        </div>
      )}
    </div>
  );
}
