/** Takes the reader's code out of the page: as a link, as a zip, to StackBlitz. */
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Session } from './session.ts';
import { LinkError } from './share-link.ts';

export function Share({ session }: { session: Session }) {
  const { sandbox } = session;
  const { files, values } = session.workspace;
  const words = session.words.share;
  const said = useSignal('');
  const link = useSignal('');
  const field = useRef<HTMLInputElement>(null);

  // A link to code or values that have changed since would be another's.
  useEffect(() => {
    link.value = '';
    said.value = '';
  }, [files.value, values.value]);

  const copy = async () => {
    link.value = await session.shared.link();
    said.value = await navigator.clipboard.writeText(link.value).then(
      () => words.copied,
      () => words.notCopied,
    );
    field.current?.select();
  };
  const download = async () => {
    const { zipProject, commandOf } = await import('./project.ts');
    save(`${sandbox.name}.zip`, new Blob([zipProject(sandbox, files.value, values.value)]));
    said.value = words.downloaded(sandbox.name, commandOf(sandbox));
  };
  const openInStackBlitz = async () => {
    if (!import.meta.env.HAS_WEBCONTAINER) return; // then its address is no part of the site
    if (!navigator.onLine) {
      said.value = words.offline;
      return;
    }
    (await import('./stackblitz.ts')).openInStackBlitz(sandbox, files.value, values.value);
    said.value = '';
  };
  const does = (action: () => Promise<void>) => () =>
    action().catch((error: unknown) => {
      said.value = error instanceof LinkError ? words.tooLarge : words.failed;
    });

  return (
    <div>
      <div class="nb-buttons">
        <button type="button" onClick={does(copy)}>
          {words.copy}
        </button>
        <button type="button" onClick={does(download)}>
          {words.download}
        </button>
        {session.offers.includes('webcontainer') && (
          <button type="button" title={words.stackBlitzAbout} onClick={does(openInStackBlitz)}>
            {words.stackBlitz}
          </button>
        )}
      </div>
      {link.value && (
        <input
          ref={field}
          class="nb-field"
          readOnly
          aria-label={words.link}
          value={link.value}
          onFocus={() => field.current?.select()}
        />
      )}
      <p class="nb-note" role="status">
        {said.value}
      </p>
    </div>
  );
}

function save(name: string, blob: Blob): void {
  const url = URL.createObjectURL(blob);
  Object.assign(document.createElement('a'), { href: url, download: name }).click();
  // Not at once: the browser reads it after the click.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
