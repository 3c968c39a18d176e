/** The page's end of the service worker: finds it, registers it where there is none. */
import { ISOLATES, WORKER_FILE } from './addresses.ts';

export interface WorkerOptions {
  /** It has to isolate every page. One that does is not replaced by one that does not. */
  isolates?: boolean;
  signal?: AbortSignal;
}

/**
 * Resolves to the site's worker once it is active. `base` is the absolute path below which the site
 * lies. Rejects with the signal's reason, or with what the browser says: a TypeError where the
 * worker's script could not be fetched, a DOMException where it refuses.
 */
export async function siteWorker(
  base: string,
  { isolates = false, signal }: WorkerOptions = {},
): Promise<ServiceWorker> {
  const suits = (worker: ServiceWorker | null | undefined): worker is ServiceWorker => {
    const url = worker && new URL(worker.scriptURL);
    return url?.pathname === base + WORKER_FILE && (!isolates || url.searchParams.has(ISOLATES));
  };
  const find = (registration: ServiceWorkerRegistration) =>
    [registration.active, registration.installing, registration.waiting].find(suits);

  const known = await navigator.serviceWorker.getRegistration(base);
  const isOurs = known && new URL(known.scope).pathname === base;
  const worker = (isOurs && find(known)) || find(await register(base, isolates));
  if (!worker) throw new DOMException('The browser registers no worker.', 'InvalidStateError');
  await activation(worker, signal);
  return worker;
}

function register(base: string, isolates: boolean): Promise<ServiceWorkerRegistration> {
  const address = base + WORKER_FILE + (isolates ? `?${ISOLATES}` : '');
  return navigator.serviceWorker.register(address, { scope: base, updateViaCache: 'none' });
}

function activation(worker: ServiceWorker, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = () => {
      if (worker.state === 'activated') resolve();
      else if (worker.state === 'redundant') {
        reject(new DOMException('The browser gave the worker up.', 'InvalidStateError'));
      }
    };
    worker.addEventListener('statechange', look, { signal });
    signal?.addEventListener('abort', () => reject(signal.reason as Error));
    look();
  });
}
