/** The page of the server that runs, for as long as it runs. */
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Preview } from '../runtime/container.ts';
import type { Session } from './session.ts';

export function RunPreview({ session }: { session: Session }) {
  const { words, runner, sandbox } = session;
  const container = runner.served.value;
  const address = useSignal('');
  const place = useRef<HTMLDivElement>(null);
  const preview = useRef<Preview | null>(null);

  useEffect(() => {
    if (!container) return;
    preview.current = container.openPreview(sandbox.preview!, {
      title: words.preview,
      onAddress: (url) => (address.value = url),
    });
    place.current!.append(preview.current.element);
    return () => preview.current?.close();
  }, [container]);

  if (!container) return null;
  return (
    <section class="nb-preview" aria-label={words.preview}>
      <p class="nb-label">
        {words.preview}
        <span class="nb-chip">{address.value}</span>
        <button type="button" class="nb-quiet" onClick={() => preview.current?.reload()}>
          {words.reloadPreview}
        </button>
      </p>
      <div class="nb-sheet" ref={place} />
    </section>
  );
}
