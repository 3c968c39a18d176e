/** The bodies that a session sends: streams that have something to send take turns. */
import { Flag, Setting, Type } from './frames.ts';
import type { PaddedFrames } from './padding.ts';
import type { Session } from './session.ts';
import type { StreamState } from './state.ts';

/** NGHTTP2_DATA_PAYLOADLEN: no DATA frame is longer. */
const MAX_DATA = 16384;

/** A DATA frame; empty bytes if there was nothing to say. */
export interface Data {
  bytes: Uint8Array;
  stream: StreamState;
  /** It is the stream's last frame. */
  ends: boolean;
}

export class Bodies {
  readonly #session: Session;
  readonly #frames: PaddedFrames;
  readonly #turns: StreamState[] = [];

  constructor(session: Session, frames: PaddedFrames) {
    this.#session = session;
    this.#frames = frames;
  }

  /** From now on `events.read` is asked for the stream's body. */
  start(stream: StreamState): void {
    stream.hasBody = true;
    stream.deferred = false;
    if (!this.#turns.includes(stream)) this.#turns.push(stream);
  }

  end(stream: StreamState): void {
    stream.hasBody = false;
    const at = this.#turns.indexOf(stream);
    if (at >= 0) this.#turns.splice(at, 1);
  }

  /** True if the windows let some stream send. */
  get canSend(): boolean {
    return this.#session.sendWindow > 0 && this.#turns.some((stream) => this.#canSend(stream));
  }

  #canSend({ hasBody, deferred, sendWindow }: StreamState): boolean {
    return hasBody && !deferred && sendWindow > 0;
  }

  /** The next stream's. */
  next(): Data | undefined {
    const { events, remote } = this.#session;
    for (let tries = this.#turns.length; tries > 0; tries--) {
      const stream = this.#turns.shift()!;
      this.#turns.push(stream);
      const { sendWindow } = this.#session;
      if (sendWindow <= 0 || !this.#canSend(stream)) continue;
      const frameSize = remote.get(Setting.MAX_FRAME_SIZE);
      const max = Math.min(MAX_DATA, frameSize, sendWindow, stream.sendWindow);
      const body = events.read(stream.id, max);
      if (!stream.hasBody) continue; // it was closed meanwhile
      if (!body) {
        stream.deferred = true;
        continue;
      }
      const length = body.chunks.reduce((sum, chunk) => sum + chunk.length, 0);
      this.#session.sendWindow -= length;
      stream.sendWindow -= length;
      const ends = body.end && !body.trailers;
      const saysNothing = length === 0 && body.end && body.trailers;
      const flags = ends ? Flag.END_STREAM : 0;
      const bytes = saysNothing
        ? new Uint8Array(0)
        : this.#frames.frame(Type.DATA, flags, stream.id, body.chunks);
      if (body.end) this.end(stream);
      return { bytes, stream, ends };
    }
    return undefined;
  }
}
