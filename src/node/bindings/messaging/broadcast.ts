/**
 * BroadcastChannel: a message goes to the channels of its name in all threads of the process. The
 * frame passes it on, for the browser's own channels would reach other processes too.
 */
import type { Envelope } from './clone.ts';
import type { PortHandle, Ports } from './ports.ts';

export class BroadcastChannels {
  readonly #ports: Ports;
  readonly #channels = new Map<string, Set<PortHandle>>();

  constructor(ports: Ports) {
    this.#ports = ports;
    ports.thread.onMessage('broadcast', ({ channel, envelope }) => {
      this.#receive(channel, envelope as Envelope);
    });
  }

  /** A port that sends to, and receives from, all others of this name. */
  open(name: string): PortHandle {
    const { thread } = this.#ports;
    const handle = this.#ports.create();
    const channel = this.#channels.get(name) ?? new Set();
    this.#channels.set(name, channel.add(handle));
    handle.send = (envelope) => {
      const copy = this.#ports.clone(envelope, [], []);
      thread.post({ type: 'broadcast', channel: name, envelope: copy });
      this.#receive(name, copy, handle);
    };
    return handle;
  }

  #receive(name: string, envelope: Envelope, sender?: PortHandle): void {
    const channel = this.#channels.get(name) ?? [];
    for (const handle of channel) {
      if (handle.closed) this.#channels.get(name)!.delete(handle);
      else if (handle !== sender) {
        handle.push(this.#ports.receive(this.#ports.clone(envelope, [], [])));
      }
    }
  }
}
