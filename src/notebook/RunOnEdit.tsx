/** Whether code runs again by itself when it has been edited. */
import { useSignalEffect } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { runsOnEdit } from './reader-settings.ts';
import type { Session } from './session.ts';

export function RunOnEdit({ session }: { session: Session }) {
  const box = useRef<HTMLInputElement>(null);
  // The server knows of no choice, and hydration takes its HTML for right.
  useSignalEffect(() => void (box.current!.checked = runsOnEdit.value));
  return (
    <label class="nb-check">
      <input
        ref={box}
        type="checkbox"
        autocomplete="off"
        onChange={(event) => (runsOnEdit.value = event.currentTarget.checked)}
      />
      {session.words.runOnEdit}
    </label>
  );
}
