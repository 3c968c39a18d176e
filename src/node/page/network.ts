/** The page's own connections in the loopback network. */
import { Endpoint } from '../network/endpoint.ts';
import { connectOver } from '../network/link.ts';
import type { NodeFrame } from './frame.ts';

export class PageNetwork {
  readonly #frame: NodeFrame;
  /** Ends of connections: their numbers, and those of the threads at the other ends. */
  readonly #remote = new Map<Endpoint, { id: number; owner: number }>();

  constructor(frame: NodeFrame) {
    this.#frame = frame;
  }

  /** Connects to who listens on `port`; rejects with code ECONNREFUSED where nobody does. */
  async connect(port: number): Promise<Endpoint> {
    const { port1, port2 } = new MessageChannel();
    const endpoint = new Endpoint();
    connectOver(endpoint, port1, () => this.#remote.delete(endpoint));
    try {
      const way = await this.#frame.request({ type: 'connect', port }, [port2]);
      this.#remote.set(endpoint, way as { id: number; owner: number });
      return endpoint;
    } catch (error) {
      port1.close();
      throw error;
    }
  }

  /** The frame's word that a thread has ended: no port tells of that. */
  left(owner: number): void {
    for (const [endpoint, way] of this.#remote) if (way.owner === owner) endpoint.lost();
  }

  /** The frame's word that the other end of a connection is somebody else's now. */
  moved(id: number, owner: number): void {
    for (const way of this.#remote.values()) if (way.id === id) way.owner = owner;
  }
}
