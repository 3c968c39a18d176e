/**
 * Shared memory on any host. The embedded Node lives in a frame of the site, whose policy is made for
 * it. Where the host's headers isolate the page they isolate that frame. Else a service worker
 * isolates the frame alone, and the embedded Node needs no more; where the browser cannot do that, or
 * for WebContainer, it isolates the page, and that takes one reload.
 */
import type { BootOptions } from '../container.ts';
import { BootError } from '../words.ts';
import { siteWorker, type WorkerOptions } from '../service-worker/registration.ts';
import { FRAME_FOLDER, frameAddress } from './addresses.ts';
import type { FrameLoaded, MakeFrame } from './messages.ts';
import type { FramePlace } from './place.ts';
import { hasReloaded, reload } from './reload.ts';

/** The path below which the site lies, with a slash at both ends. */
export const BASE = `${import.meta.env.BASE_URL.replace(/\/$/, '')}/`;

/** Where an opaque frame can share memory. Rejects with a `BootError`, or the page is reloaded. */
export async function findIsolatedPlace(options: BootOptions): Promise<FramePlace> {
  options.onStep?.('isolating');
  const { signal = new AbortController().signal } = options;
  if (!crossOriginIsolated) await startWorker({ signal });
  const place = await placeInFrame(signal);
  if (place) return place;
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

/** The site's frame for it; null where that is not isolated. */
async function placeInFrame(signal: AbortSignal): Promise<FramePlace | null> {
  const element = document.createElement('iframe');
  element.hidden = true;
  element.ariaHidden = 'true';
  element.title = 'Node';
  element.src = frameAddress(BASE, FRAME_FOLDER);
  try {
    if (!(await loadIsolated(element, signal))) {
      element.remove();
      return null;
    }
  } catch (error) {
    element.remove();
    throw error;
  }
  return {
    put(srcdoc, message, port) {
      const request: MakeFrame = { type: 'make-frame', srcdoc, message };
      element.contentWindow!.postMessage(request, location.origin, [port]);
      return element;
    },
    giveUp: () => element.remove(),
  };
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

/** Puts the frame into the page; whether it is isolated. */
function loadIsolated(element: HTMLIFrameElement, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const done = new AbortController();
    const onMessage = ({ source, data }: MessageEvent<FrameLoaded>) => {
      if (source !== element.contentWindow || data?.type !== 'isolated-frame') return;
      done.abort();
      resolve(data.isolated);
    };
    addEventListener('message', onMessage, { signal: done.signal });
    const onAbort = () => {
      done.abort();
      reject(signal.reason as Error);
    };
    if (signal.aborted) return onAbort();
    signal.addEventListener('abort', onAbort, { signal: done.signal });
    document.body.append(element);
  });
}
