/** A line for the program's standard input, as soon as it reads, for as long as it runs. */
import { useSignal } from '@preact/signals';
import type { Session } from './session.ts';

const END_OF_INPUT = '\x04';

export function InputLine({ session }: { session: Session }) {
  const { words, runner, sandbox } = session;
  const line = useSignal('');
  if (!runner.takesInput.value) return null;
  const id = `nb-${sandbox.name}-input`;
  const send = (event: Event) => {
    event.preventDefault();
    runner.type(`${line.value}\n`);
    line.value = '';
  };
  /** Ctrl+D on an empty line, as in a terminal. */
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'd' || !event.ctrlKey || line.value !== '') return;
    event.preventDefault();
    runner.type(END_OF_INPUT);
  };
  return (
    <form class="nb-input" onSubmit={send}>
      <label for={id}>{words.input}</label>
      <input
        id={id}
        value={line.value}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        onInput={(event) => (line.value = event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <button type="submit">{words.send}</button>
      <button type="button" title="Ctrl + D" onClick={() => runner.type(END_OF_INPUT)}>
        {words.endInput}
      </button>
    </form>
  );
}
