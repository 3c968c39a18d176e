/**
 * receiveMessageOnPort() of what another thread has posted while this one was blocked. A native port
 * delivers nothing to a blocked thread, but a shared counter tells that something is there. The port
 * is then lent to the frame for good (frame/lent-ports.ts): the frame passes its messages on, and
 * hands one over as bytes in shared memory when this thread waits for it.
 */
import { LentReply } from '../../frame/lent-ports.ts';
import type { Thread } from '../../thread/thread.ts';
import { Deserializer } from '../serdes/deserializer.ts';
import type { Wire } from './ports.ts';

/** Words of a link: how many messages each end has sent, and which thread has it (its id + 1). */
const SENT = 0;
const OWNER = 2;
const BYTES = 4 * Int32Array.BYTES_PER_ELEMENT;

/** What both ends of a native channel know of each other: this end is `side`. */
export class Link {
  readonly words: Int32Array<ArrayBufferLike>;
  readonly side: 0 | 1;
  received: number;

  constructor(
    words: Int32Array<ArrayBufferLike> = new Int32Array(new SharedArrayBuffer(BYTES)),
    side: 0 | 1 = 0,
    received = 0,
  ) {
    this.words = words;
    this.side = side;
    this.received = received;
  }

  get otherEnd(): Link {
    return new Link(this.words, this.side === 0 ? 1 : 0);
  }

  /** After the message is on its way: a thread that is ended in between has not sent it. */
  sent(): void {
    Atomics.add(this.words, SENT + this.side, 1);
  }

  /** True if the other end has sent what has not arrived here. */
  get isBehind(): boolean {
    return Atomics.load(this.words, SENT + 1 - this.side) > this.received;
  }

  /** This end is now in the thread of this id. */
  own(threadId: number): void {
    Atomics.store(this.words, OWNER + this.side, threadId + 1);
  }

  isOtherEndIn(threadId: number): boolean {
    return Atomics.load(this.words, OWNER + 1 - this.side) === threadId + 1;
  }
}

export class LentPorts {
  readonly #thread: Thread;
  readonly #ports = new Map<number, LentPort>();
  #reply: LentReply | undefined;
  #count = 0;

  constructor(thread: Thread) {
    this.#thread = thread;
    thread.onMessage('lent-message', ({ id, number, wire }) => {
      this.#ports.get(id)?.receive(number, wire as Wire);
    });
  }

  /** `onWire` gets each message once, whichever way it comes. */
  lend(port: MessagePort, onWire: (wire: Wire) => void): LentPort {
    const id = ++this.#count;
    this.#thread.post({ type: 'lent-port', id, action: { do: 'lend', port } }, [port]);
    const lent = new LentPort(this.#thread, id, onWire, {
      reply: () => (this.#reply ??= new LentReply()),
      closed: () => this.#ports.delete(id),
    });
    this.#ports.set(id, lent);
    return lent;
  }
}

export class LentPort {
  readonly #thread: Thread;
  readonly #id: number;
  readonly #onWire: (wire: Wire) => void;
  readonly #host: { reply: () => LentReply; closed: () => void };
  /** Number of the last message taken, from 1. */
  #last = 0;

  constructor(
    thread: Thread,
    id: number,
    onWire: (wire: Wire) => void,
    host: { reply: () => LentReply; closed: () => void },
  ) {
    this.#thread = thread;
    this.#id = id;
    this.#onWire = onWire;
    this.#host = host;
  }

  post(wire: Wire, transfer: Transferable[]): void {
    this.#thread.post({ type: 'lent-port', id: this.#id, action: { do: 'post', wire } }, transfer);
  }

  /** The frame has passed a message on; one that was read before comes a second time. */
  receive(number: number, wire: Wire): void {
    if (number <= this.#last) return;
    this.#take(number, wire);
  }

  #take(number: number, wire: Wire): void {
    this.#last = number;
    this.#thread.post({ type: 'lent-port', id: this.#id, action: { do: 'taken', number } });
    this.#onWire(wire);
  }

  /** Waits for the next message, which was sent already. */
  readSync(): void {
    const reply = this.#host.reply();
    const number = this.#last + 1;
    const action = { do: 'read', number, reply: reply.start() } as const;
    this.#thread.post({ type: 'lent-port', id: this.#id, action });
    const bytes = reply.wait();
    if (!bytes) {
      throw new Error(
        'receiveMessageOnPort(): the next message holds a port or shared memory, which a blocked ' +
          'thread cannot receive here. Let the event loop turn first.',
      );
    }
    const deserializer = new Deserializer(bytes);
    deserializer.readHeader();
    this.#take(number, deserializer.readValue() as Wire);
  }

  close(): void {
    this.#thread.post({ type: 'lent-port', id: this.#id, action: { do: 'close' } });
    this.#host.closed();
  }
}
