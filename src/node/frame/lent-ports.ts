/**
 * Ports that a thread has lent to the frame, for it to receive messages on them while it is blocked
 * (bindings/messaging/lent-port.ts). Every message is passed on to the thread's event loop, and kept
 * until the thread says that it has taken it: so a thread that blocks meanwhile can still read it.
 */
import { Serializer } from '../bindings/serdes/serializer.ts';
import type { FrameToThread, LentPortAction } from '../protocol.ts';

/** State of a reply, its first word; the second is the length of the bytes that follow. */
const WAITING = 0;
const READY = 1;
/** It cannot be made bytes. */
const REFUSED = 2;
const HEADER_BYTES = 8;
const MAX_BYTES = 2 ** 28;

/** Shared memory in which the frame puts a message for a thread that waits. */
export class LentReply {
  readonly #buffer: SharedArrayBuffer;
  readonly #words: Int32Array;

  constructor(buffer = new SharedArrayBuffer(HEADER_BYTES, { maxByteLength: MAX_BYTES })) {
    this.#buffer = buffer;
    this.#words = new Int32Array(buffer, 0, 2);
  }

  start(): SharedArrayBuffer {
    Atomics.store(this.#words, 0, WAITING);
    return this.#buffer;
  }

  /** Blocks the thread; undefined if the message was refused. */
  wait(): Uint8Array | undefined {
    Atomics.wait(this.#words, 0, WAITING);
    if (Atomics.load(this.#words, 0) === REFUSED) return undefined;
    return new Uint8Array(this.#buffer, HEADER_BYTES, this.#words[1]).slice();
  }

  put(bytes: Uint8Array | undefined): void {
    const size = HEADER_BYTES + (bytes?.length ?? 0);
    const fits = bytes !== undefined && size <= MAX_BYTES;
    if (fits) {
      if (size > this.#buffer.byteLength) this.#buffer.grow(size);
      new Uint8Array(this.#buffer, HEADER_BYTES).set(bytes);
      this.#words[1] = bytes.length;
    }
    Atomics.store(this.#words, 0, fits ? READY : REFUSED);
    Atomics.notify(this.#words, 0);
  }
}

class WireSerializer extends Serializer {
  _getDataCloneError(message: string): Error {
    return new Error(message);
  }
}

/** A message of bindings/messaging/ports.ts, as far as it is known here. */
interface Wire {
  envelope?: { ports?: MessagePort[]; backlogs?: Wire['envelope'][][] };
}

interface LentPort {
  port: MessagePort;
  /** Number of the message that came last, from 1. */
  last: number;
  /** Messages that the thread has not taken, by number. */
  kept: Map<number, Wire>;
  /** The thread waits for the message of this number. */
  reading: { number: number; reply: LentReply } | undefined;
}

/** The ports that one thread has lent. */
export class LentPorts {
  readonly #lent = new Map<number, LentPort>();
  readonly #post: (message: FrameToThread, transfer: Transferable[]) => void;

  constructor(post: (message: FrameToThread, transfer: Transferable[]) => void) {
    this.#post = post;
  }

  act(id: number, action: LentPortAction): void {
    const lent = this.#lent.get(id);
    switch (action.do) {
      case 'lend':
        return this.#lend(id, action.port);
      case 'post':
        return lent?.port.postMessage(action.wire, portsIn((action.wire as Wire).envelope));
      case 'taken':
        for (const number of lent?.kept.keys() ?? []) {
          if (number <= action.number) lent!.kept.delete(number);
        }
        return;
      case 'read':
        if (!lent) return;
        lent.reading = { number: action.number, reply: new LentReply(action.reply) };
        return answer(lent);
      case 'close':
        lent?.port.postMessage({ close: true });
        lent?.port.close();
        this.#lent.delete(id);
    }
  }

  #lend(id: number, port: MessagePort): void {
    const lent: LentPort = { port, last: 0, kept: new Map(), reading: undefined };
    this.#lent.set(id, lent);
    port.onmessage = ({ data: wire }: MessageEvent<Wire>) => {
      const number = ++lent.last;
      lent.kept.set(number, wire);
      // Before it is passed on: ports leave with it.
      answer(lent);
      this.#post({ type: 'lent-message', id, number, wire }, portsIn(wire.envelope));
    };
  }

  /** The thread has ended. */
  closeAll(): void {
    for (const { port } of this.#lent.values()) port.close();
    this.#lent.clear();
  }
}

function answer(lent: LentPort): void {
  const { reading, kept } = lent;
  const wire = reading && kept.get(reading.number);
  if (!wire) return;
  lent.reading = undefined;
  reading.reply.put(bytesOf(wire));
}

/** undefined if there is something in it that is more than bytes. */
function bytesOf(wire: Wire): Uint8Array | undefined {
  const serializer = new WireSerializer();
  try {
    serializer.writeHeader();
    serializer.writeValue(wire);
    return wire.envelope?.ports ? undefined : serializer.releaseBuffer();
  } catch {
    return undefined;
  }
}

/** Transferred again, with those of the unread messages of transferred ports. */
function portsIn(envelope: Wire['envelope']): MessagePort[] {
  const nested = envelope?.backlogs?.flat().flatMap(portsIn) ?? [];
  return [...(envelope?.ports ?? []), ...nested];
}
