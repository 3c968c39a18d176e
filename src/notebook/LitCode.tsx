/** Lights lines of the highlighted code (the editor lights its own: editor-lit.ts). */
import { useSignalEffect } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { Session } from './session.ts';

export function LitCode({ session }: { session: Session }) {
  const lit = useRef<Element[]>([]);
  useSignalEffect(() => {
    for (const line of lit.current) line.classList.remove('nb-lit');
    if (session.editor.value === 'ready') return;
    const file = session.workspace.file.value;
    const numbers = session.lit.linesOf(file, session.workspace.files.value[file]);
    const panel = document.getElementById(`nb-${session.sandbox.name}-panel-${file}`);
    const lines = panel?.querySelectorAll('.line') ?? [];
    lit.current = numbers.flatMap((number) => lines[number - 1] ?? []);
    for (const line of lit.current) line.classList.add('nb-lit');
    const [first] = lit.current;
    const box = panel?.querySelector('pre');
    if (!first || !box) return;
    const isSought = session.lit.place.value?.isSought;
    // Once another file's panel is shown.
    requestAnimationFrame(() => {
      if (isSought) return first.scrollIntoView({ block: 'nearest' });
      const { top, bottom } = box.getBoundingClientRect();
      const line = first.getBoundingClientRect();
      if (line.top < top || line.bottom > bottom) box.scrollTop += line.top - (top + bottom) / 2;
    });
  });
  return null;
}
