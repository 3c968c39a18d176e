/** Starts the service worker that isolates what the host does not. */
import { BootError } from '../words.ts';
import { WORKER_FILE } from './addresses.ts';

/**
 * Resolves when the worker answers for `scope`, an absolute path that begins with `base`. A worker
 * of an earlier deploy serves as well. Rejects with a `BootError`.
 */
export async function startWorker(base: string, scope: string, signal: AbortSignal): Promise<void> {
  if (!isSecureContext) throw new BootError('insecure');
  if (!('serviceWorker' in navigator)) throw new BootError('no-service-worker');
  const registration = await register(base, scope);
  if (registration.active) return;
  const worker = registration.waiting ?? registration.installing;
  if (!worker) throw new BootError('no-service-worker');
  await activation(worker, signal);
}

async function register(base: string, scope: string): Promise<ServiceWorkerRegistration> {
  try {
    const options = { scope, updateViaCache: 'none' } as const;
    return await navigator.serviceWorker.register(base + WORKER_FILE, options);
  } catch (error) {
    // Its script could not be fetched; every other error is a refusal.
    if (!(error instanceof TypeError)) throw new BootError('no-service-worker', String(error));
    throw new BootError(navigator.onLine ? 'unreachable' : 'no-network', String(error));
  }
}

function activation(worker: ServiceWorker, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = () => {
      if (worker.state === 'activated') resolve();
      else if (worker.state === 'redundant') reject(new BootError('no-service-worker'));
    };
    worker.addEventListener('statechange', look, { signal });
    signal.addEventListener('abort', () => reject(signal.reason as Error));
    look();
  });
}
