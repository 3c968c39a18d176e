/**
 * Shared memory on any host. The embedded Node lives in a frame of the site, whose policy is made for
 * it. Where the host's headers isolate the page they isolate that frame. Else a service worker
 * isolates the frame alone, and the embedded Node needs no more; where the browser cannot do that, or
 * for WebContainer, it isolates the page, and that takes one reload.
 */
import type { BootOptions } from '../container.ts';
import { BootError } from '../words.ts';
import { siteWorker, type WorkerOptions } from '../service-worker/registration.ts';
import type { FramePlace } from './place.ts';
import { hasReloaded, reload } from './reload.ts';
import { BASE, placeInFrame } from './site-frame.ts';

/** Where an opaque frame can share memory. Rejects with a `BootError`, or the page is reloaded. */
export async function findIsolatedPlace(options: BootOptions): Promise<FramePlace> {
  options.onStep?.('isolating');
  const { signal = new AbortController().signal } = options;
  if (!crossOriginIsolated) await startWorker({ signal });
  const { place, isIsolated } = await placeInFrame(signal);
  if (isIsolated) return place;
  place.giveUp();
  await isolatePage(options);
  throw new BootError('not-isolated');
}

/** Resolves on an isolated page; another one is reloaded, once. Rejects with a `BootError`. */
export async function isolatePage({ onStep, signal }: BootOptions): Promise<void> {
  if (crossOriginIsolated) return;
  if (hasReloaded) throw new BootError('not-isolated');
  onStep?.('isolating');
  await startWorker({ isolates: true, signal });
  signal?.throwIfAborted();
  try {
    reload();
  } catch (error) {
    throw new BootError('no-service-worker', String(error));
  }
  await new Promise(() => {}); // until the page has gone
}

/** Rejects with a `BootError`. */
async function startWorker(options: WorkerOptions): Promise<void> {
  if (!isSecureContext) throw new BootError('insecure');
  if (!('serviceWorker' in navigator)) throw new BootError('no-service-worker');
  try {
    await siteWorker(BASE, options);
  } catch (error) {
    options.signal?.throwIfAborted();
    // Its script could not be fetched; every other error is a refusal.
    if (!(error instanceof TypeError)) throw new BootError('no-service-worker', String(error));
    throw new BootError(navigator.onLine ? 'unreachable' : 'no-network', String(error));
  }
}
