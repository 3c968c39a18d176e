/** Http2Ping and Http2Settings of src/node_http2.cc: they wait for an acknowledgement. */
import { AsyncWrap } from '../../thread/handle.ts';

abstract class Acknowledged extends AsyncWrap {
  readonly #callback: (...args: unknown[]) => void;
  readonly #started = performance.now();

  constructor(callback: (...args: unknown[]) => void) {
    super();
    this.#callback = callback;
  }

  /** With how long it took, in milliseconds. */
  done(acknowledged: boolean, ...rest: unknown[]): void {
    const duration = performance.now() - this.#started;
    this.runInContext(() => this.#callback.call(this, acknowledged, duration, ...rest));
    this.emitDestroy();
  }
}

export class Http2Ping extends Acknowledged {
  override get provider(): string {
    return 'HTTP2PING';
  }
}

export class Http2Settings extends Acknowledged {
  override get provider(): string {
    return 'HTTP2SETTINGS';
  }
}
