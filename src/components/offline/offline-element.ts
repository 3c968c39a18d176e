/**
 * `<site-offline>`: starts the service worker when the page is idle, and says what it keeps. What a
 * press on a button takes is loaded then.
 */
import type { PageToWorker, WorkerToPage } from '../../runtime/service-worker/messages.ts';
import { siteWorker } from '../../runtime/service-worker/registration.ts';

type Answer<T> = Extract<WorkerToPage, { type: T }>;

/** What is kept, what is under way, or why it failed. */
export type OfflineState = Answer<'kept'>['what'] | 'keeping' | Answer<'failed'>['reason'];

/** Asks the worker; `onAnswer` gets all that it says of it. */
export function ask(
  worker: ServiceWorker,
  message: PageToWorker,
  onAnswer: (answer: WorkerToPage) => void,
): void {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }: MessageEvent<WorkerToPage>) => onAnswer(data);
  worker.postMessage(message, [port2]);
}

const worker = () => siteWorker(import.meta.env.BASE_URL.replace(/\/?$/, '/'));

class SiteOffline extends HTMLElement {
  connectedCallback(): void {
    if (!import.meta.env.PROD || !navigator.serviceWorker) return;
    // Safari has no idle callbacks.
    const whenIdle = () => (globalThis.requestIdleCallback ?? setTimeout)(() => this.#start());
    if (document.readyState === 'complete') whenIdle();
    else addEventListener('load', whenIdle);
    this.onclick = async ({ target }) => {
      const action = (target as HTMLElement).dataset['action'];
      if (!action) return;
      try {
        const { act } = await import('./keep-all.ts');
        act(this, await worker(), action);
      } catch {
        this.#show('network'); // where data is saved, these lines may not have been kept
      }
    };
  }

  #show(state: OfflineState): void {
    this.dataset['state'] = state;
  }

  /** Where there can be no worker, nothing is shown: the site is there, as long as the network is. */
  async #start(): Promise<void> {
    try {
      this.#greet(await worker());
      this.hidden = false;
      // The worker of another deploy has taken over.
      const { serviceWorker } = navigator;
      serviceWorker.oncontrollerchange = () => {
        if (serviceWorker.controller) this.#greet(serviceWorker.controller);
      };
    } catch {
      // see above
    }
  }

  #greet(worker: ServiceWorker): void {
    const { connection } = navigator as { connection?: { saveData?: boolean } };
    const message: PageToWorker = {
      type: 'hello',
      version: document.querySelector<HTMLMetaElement>('meta[name="in-step:version"]')!.content,
      used: [location.href, ...performance.getEntriesByType('resource').map(({ name }) => name)],
      keepsNeeded: !connection?.saveData && !matchMedia('(prefers-reduced-data: reduce)').matches,
    };
    ask(worker, message, (answer) => {
      // Nobody has asked for it, so that it failed is not said.
      if (answer.type === 'kept') this.#show(answer.what);
    });
  }
}

customElements.define('site-offline', SiteOffline);
