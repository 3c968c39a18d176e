/** All steps of a loop as a table: for whoever wants to read rather than to step. */
import { useSignal } from '@preact/signals';
import type { Loop } from './loop-model.ts';
import { sayStep } from './loop-say.ts';
import { loopWords } from './loop-words.ts';
import type { Language } from './words.ts';

interface Props {
  loop: Loop;
  /** The step that is shown. */
  index: number;
  language: Language;
  goTo: (index: number) => void;
}

/** Rows around the step that is shown. */
const AROUND = 200;

export function LoopTable({ loop, index, language, goTo }: Props) {
  const words = loopWords[language];
  const isOpen = useSignal(false);
  const from = Math.max(0, index - AROUND);
  const rows = isOpen.value ? loop.steps.slice(from, index + AROUND) : [];
  return (
    <details
      class="tl-table"
      onToggle={(event) => (isOpen.value = (event.currentTarget as HTMLDetailsElement).open)}
    >
      <summary>{words.steps}</summary>
      <div class="tl-table-scroll" tabIndex={0} role="group" aria-label={words.steps}>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.stepNumber}</th>
              <th scope="col">{words.what}</th>
              <th scope="col">{words.queued}</th>
              <th scope="col">{words.runs}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((step, i) => {
              const task = 'task' in step ? step.task : null;
              const isRun = step.type === 'run' || step.type === 'print';
              return (
                <tr key={from + i} aria-current={from + i === index ? 'step' : undefined}>
                  <td>
                    <button type="button" class="nb-quiet" onClick={() => goTo(from + i)}>
                      {from + i + 1}
                    </button>
                  </td>
                  <td>{sayStep(step, words, language)}</td>
                  <td>{task?.queuedAt ?? ''}</td>
                  <td>{'site' in step ? step.site : isRun ? (task?.runsAt ?? '') : ''}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </details>
  );
}
