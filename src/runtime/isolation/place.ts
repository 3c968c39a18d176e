/** Where an opaque frame can be cross-origin isolated: in the page, or in a frame of the site. */
import { thisPage, type FramePlace as NodePlace } from '../../node/index.ts';
import { BootError } from '../words.ts';

export interface FramePlace extends NodePlace {
  /** The place will not be used. */
  giveUp(): void;
}

/** The place on a page that is isolated and has no policy; throws `not-isolated` on another. */
export function placeInPage(): FramePlace {
  if (!globalThis.crossOriginIsolated || typeof SharedArrayBuffer === 'undefined') {
    throw new BootError('not-isolated');
  }
  return { ...thisPage, giveUp() {} };
}
