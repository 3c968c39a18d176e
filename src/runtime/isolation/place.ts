/** Where an opaque frame can be cross-origin isolated: in the page, or in a frame of the site. */
import { BootError } from '../words.ts';
import { opaqueFrame } from './opaque-frame.ts';

export interface FramePlace {
  /**
   * Makes an opaque frame with the document `srcdoc` and posts `message` and `port` to it once it
   * has loaded. Removing the element that is returned removes the frame.
   */
  put(srcdoc: string, message: unknown, port: MessagePort): HTMLIFrameElement;
  /** The place will not be used. */
  giveUp(): void;
}

/** The place on a page that is isolated and has no policy; throws `not-isolated` on another. */
export function placeInPage(): FramePlace {
  if (!globalThis.crossOriginIsolated || typeof SharedArrayBuffer === 'undefined') {
    throw new BootError('not-isolated');
  }
  return {
    put(srcdoc, message, port) {
      const element = opaqueFrame(srcdoc, (window) => window.postMessage(message, '*', [port]));
      document.body.append(element);
      return element;
    },
    giveUp() {},
  };
}
