/** Where the frame is put, so that its threads can share memory: on an isolated page, anywhere. */
import { opaqueFrame } from './opaque-frame.ts';

export interface FramePlace {
  /**
   * Makes an opaque frame with the document `srcdoc` and posts `message` and `port` to it once it
   * has loaded. Removing the element that is returned removes the frame.
   */
  put(srcdoc: string, message: unknown, port: MessagePort): HTMLIFrameElement;
}

/** This page, which must be cross-origin isolated and whose policy must allow blob: workers. */
export const thisPage: FramePlace = {
  put(srcdoc, message, port) {
    const element = opaqueFrame(srcdoc, (window) => window.postMessage(message, '*', [port]));
    document.body.append(element);
    return element;
  },
};
