/** A frame of the site, whose policy lets an opaque one be made in it. */
import { FRAME_FOLDER, frameAddress } from './addresses.ts';
import type { FrameLoaded, MakeFrame } from './messages.ts';
import type { FramePlace } from './place.ts';

/** The path below which the site lies, with a slash at both ends. */
export const BASE = `${import.meta.env.BASE_URL.replace(/\/$/, '')}/`;

/** A frame of the site that holds an opaque one, and whether that can share memory. */
export async function placeInFrame(
  signal: AbortSignal,
): Promise<{ place: FramePlace; isIsolated: boolean }> {
  const element = document.createElement('iframe');
  element.hidden = true;
  element.ariaHidden = 'true';
  element.title = 'Node';
  element.src = frameAddress(BASE, FRAME_FOLDER);
  let isIsolated: boolean;
  try {
    isIsolated = await loadFrame(element, signal);
  } catch (error) {
    element.remove();
    throw error;
  }
  const place: FramePlace = {
    put(srcdoc, message, port) {
      const request: MakeFrame = { type: 'make-frame', srcdoc, message };
      element.contentWindow!.postMessage(request, location.origin, [port]);
      return element;
    },
    giveUp: () => element.remove(),
  };
  return { place, isIsolated };
}

/** Puts the frame into the page; whether it is isolated. */
function loadFrame(element: HTMLIFrameElement, signal: AbortSignal): Promise<boolean> {
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
