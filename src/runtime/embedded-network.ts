/** The page's own connections in the embedded Node's loopback network. */
import { Endpoint, type Segment } from '../node/network/endpoint.ts';
import type { EmbeddedFrame } from './embedded-frame.ts';

export class EmbeddedNetwork {
  readonly #frame: EmbeddedFrame;
  /** Ends of connections, and the number of the thread at the other end. */
  readonly #remote = new Map<Endpoint, number>();

  constructor(frame: EmbeddedFrame) {
    this.#frame = frame;
  }

  /** Connects to who listens on `port`; rejects with code ECONNREFUSED where nobody does. */
  async connect(port: number): Promise<Endpoint> {
    const { port1, port2 } = new MessageChannel();
    const endpoint = new Endpoint();
    port1.onmessage = ({ data }: MessageEvent<Segment>) => endpoint.receive(data);
    endpoint.connect({
      send: (segment) =>
        port1.postMessage(segment, segment.type === 'data' ? [segment.bytes.buffer] : []),
      close: () => {
        port1.close();
        this.#remote.delete(endpoint);
      },
    });
    try {
      const owner = await this.#frame.request({ type: 'connect', port }, [port2]);
      this.#remote.set(endpoint, owner as number);
      return endpoint;
    } catch (error) {
      port1.close();
      throw error;
    }
  }

  /** The frame's word that a thread has ended: no port tells of that. */
  left(owner: number): void {
    for (const [endpoint, peer] of this.#remote) if (peer === owner) endpoint.lost();
  }
}
