/** What the buttons of `<site-offline>` do: keep all of the site, with progress, or less again. */
import { ask, type OfflineState } from './offline-element.ts';

const megabytes = (bytes: number) => (bytes / 1e6).toFixed(0);

export function act(element: HTMLElement, worker: ServiceWorker, action: string): void {
  const progress = element.querySelector('progress')!;
  const bytes = element.querySelector<HTMLElement>('.bytes')!;

  const show = (state: OfflineState) => {
    const hadFocus = element.contains(document.activeElement);
    element.dataset['state'] = state;
    // The button that was pressed may have gone.
    const buttons = [...element.querySelectorAll('button')];
    if (hadFocus) buttons.find((button) => button.checkVisibility())?.focus();
  };

  if (action === 'keep') {
    progress.removeAttribute('value');
    bytes.textContent = '';
    show('keeping');
    // The browser is not to make room of what the reader wants kept.
    void navigator.storage?.persist?.().catch(() => {});
  }
  ask(worker, { type: action === 'keep' ? 'keep-all' : 'keep-less' }, (answer) => {
    if (answer.type === 'kept') return show(answer.what);
    if (answer.type === 'failed') return show(answer.reason);
    progress.max = answer.of;
    progress.value = answer.bytes;
    bytes.textContent = bytes.dataset['text']!.replace('{done}', megabytes(answer.bytes)).replace(
      '{of}',
      megabytes(answer.of),
    );
  });
}
