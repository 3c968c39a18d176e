/** What a run left at /mnt/durable, which is there after a reload: to be seen, and to be wiped. */
import { useSignal } from '@preact/signals';
import { sayDiskProblem } from '../runtime/words.ts';
import type { Session } from './session.ts';

const MAX_FILES = 50;

export function Durable({ session }: { session: Session }) {
  const { words, language, runner } = session;
  const isAsking = useSignal(false);
  const durable = session.durable.value;
  const files = durable && 'files' in durable ? durable.files : [];
  const problem = durable && 'problem' in durable ? durable.problem : runner.diskProblem.value;
  if (!durable && !problem) return null;
  const count = (number: number) => number.toLocaleString(language);
  const wipe = () => {
    isAsking.value = false;
    void session.wipeDurable();
  };
  return (
    <section class="nb-durable" aria-label={words.durable}>
      <p class="nb-label">
        {words.durable} <span class="nb-chip">/mnt/durable</span>
      </p>
      {problem && (
        <p class="nb-note nb-bad" role="alert">
          {sayDiskProblem(problem, language)}
        </p>
      )}
      {durable && 'files' in durable && (
        <p class="nb-note" aria-live="polite">
          {files.length === 0 ? words.durableEmpty : words.durableAbout}
        </p>
      )}
      {files.length > 0 && (
        <ul class="nb-files">
          {files.slice(0, MAX_FILES).map(({ path, size }) => (
            <li key={path}>
              <code>{path}</code> {words.bytes(count(size))}
            </li>
          ))}
          {files.length > MAX_FILES && <li>{words.moreFiles(count(files.length - MAX_FILES))}</li>}
        </ul>
      )}
      <div class="nb-buttons">
        <button
          type="button"
          aria-expanded={isAsking.value}
          onClick={() => (isAsking.value = !isAsking.value)}
        >
          {words.wipe}
        </button>
        {isAsking.value && (
          <span class="nb-ask">
            {words.confirmWipe}
            <button type="button" class="nb-primary" onClick={wipe}>
              {words.wipeAll}
            </button>
            <button type="button" onClick={() => (isAsking.value = false)}>
              {words.cancel}
            </button>
          </span>
        )}
      </div>
    </section>
  );
}
