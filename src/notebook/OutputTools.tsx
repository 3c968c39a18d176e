/** What can be done with the output: copied, and cleared away. */
import { useSignal } from '@preact/signals';
import type { Session } from './session.ts';
import { textOf, type Line } from './terminal.ts';

interface Props {
  session: Session;
  lines: readonly Line[];
}

export function OutputTools({ session, lines }: Props) {
  const { words, runner } = session;
  const said = useSignal<{ lines: readonly Line[]; sentence: string } | null>(null);
  const isEmpty = lines.length === 0;
  const copy = async () => {
    const sentence = await navigator.clipboard.writeText(textOf(lines)).then(
      () => words.copied,
      () => words.notCopied,
    );
    said.value = { lines, sentence };
  };
  return (
    <span class="nb-tools nb-scripted">
      <span aria-live="polite" class="nb-said">
        {said.value?.lines === lines && said.value.sentence}
      </span>
      <button
        type="button"
        class="nb-quiet"
        aria-disabled={isEmpty}
        aria-label={words.copyOutput}
        onClick={() => !isEmpty && void copy()}
      >
        {words.copy}
      </button>
      {runner.hasRun.value && (
        <button
          type="button"
          class="nb-quiet"
          aria-disabled={isEmpty}
          aria-label={words.clearOutput}
          onClick={() => !isEmpty && runner.clear()}
        >
          {words.clear}
        </button>
      )}
    </span>
  );
}
