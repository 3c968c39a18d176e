/** Frames that may be padded, as long as the other side allows. */
import { Flag, Setting, Type, frame, join } from './frames.ts';
import type { Events, Settings } from './state.ts';

const MAX_PADDING = 256;

export class PaddedFrames {
  readonly #remote: Settings;
  readonly #events: Events;

  constructor(remote: Settings, events: Events) {
    this.#remote = remote;
    this.#events = events;
  }

  /** `events` says how many bytes it is padded to. */
  frame(type: number, flags: number, id: number, payload: Uint8Array[]): Uint8Array {
    const length = payload.reduce((sum, part) => sum + part.length, 0);
    const max = Math.min(length + MAX_PADDING, this.#remote.get(Setting.MAX_FRAME_SIZE));
    const padding = this.#events.pad(length, max) - length;
    if (padding <= 0) return frame(type, flags, id, ...payload);
    const zeros = new Uint8Array(padding - 1);
    return frame(type, flags | Flag.PADDED, id, Uint8Array.of(padding - 1), ...payload, zeros);
  }

  /** A header block behind `before`; where it is longer than a frame it goes on in CONTINUATIONs. */
  headers(
    type: number,
    flags: number,
    id: number,
    block: Uint8Array,
    before: Uint8Array = new Uint8Array(0),
  ): Uint8Array {
    const max = this.#remote.get(Setting.MAX_FRAME_SIZE);
    const first = block.subarray(0, max - before.length - MAX_PADDING);
    const rest: Uint8Array[] = [];
    for (let at = first.length; at < block.length; at += max) {
      const isLast = at + max >= block.length;
      const part = block.subarray(at, at + max);
      rest.push(frame(Type.CONTINUATION, isLast ? Flag.END_HEADERS : 0, id, part));
    }
    const endHeaders = rest.length === 0 ? Flag.END_HEADERS : 0;
    return join([this.frame(type, flags | endHeaders, id, [join([before, first])]), ...rest]);
  }
}
