/**
 * Node's MessagePort (src/node_messaging.cc) over the browser's: the native port is the object that
 * programs see, with Node's prototype, and a PortHandle beside it is what is a HandleWrap in Node.
 *
 * While both ends of a channel are in one thread, messages go from inbox to inbox, so that they
 * keep Node's order and receiveMessageOnPort() finds them at once. When one end leaves, the channel
 * becomes native; messages that have arrived wait in the inbox for the loop, and those that have not
 * are fetched when receiveMessageOnPort() asks for them (lent-port.ts).
 */
import { HandleWrap } from '../../thread/handle.ts';
import type { Async } from '../../thread/loop-work.ts';
import type { Thread } from '../../thread/thread.ts';
import { Cloner, type Envelope, type PortTable, type Received } from './clone.ts';
import { copyOfLarge } from './large-buffers.ts';
import { LentPorts, Link, type LentPort } from './lent-port.ts';

type Incoming =
  | ({ type: 'message' } & Received)
  | { type: 'messageerror'; error: unknown }
  /** The other end was closed, or its thread has ended. */
  | { type: 'close' };

/** What travels on a native port. */
export type Wire = { envelope: Envelope } | { close: true };

/** The browser's own, taken before they are hidden (thread/globals.ts). */
const NativeChannel = MessageChannel;
const nativeClone = structuredClone;
const { addEventListener } = EventTarget.prototype;
const { postMessage, start, close } = MessagePort.prototype;

export class PortHandle extends HandleWrap implements Async {
  /** The native port with Node's prototype. */
  readonly port: MessagePort;
  readonly inbox: Incoming[] = [];
  readonly order: number;
  /** The other end, while it is in this thread. */
  peer: PortHandle | undefined;
  /** Where messages go instead: a BroadcastChannel has no other end. */
  send: ((envelope: Envelope, transfer: Transferable[]) => void) | undefined;
  /** Called with the other end of each port that is sent through this one. */
  onPeerSent: ((peer: PortHandle) => void) | undefined;
  /** Called when nothing can come any more, because either end is closed. */
  onEnd: (() => void) | undefined;
  /** What is known of the other end in another thread. */
  link: Link | undefined;
  otherEndIsGone = false;
  /** Where the native port went, once a blocked thread has asked for its messages. */
  lent: LentPort | undefined;
  #ended = false;
  /** A message's receiver has closed it: the messages behind that one still come. */
  #closedInside = false;
  readonly #ports: Ports;
  #receiving = false;

  constructor(ports: Ports, port: MessagePort) {
    super(undefined, true);
    this.#ports = ports;
    this.port = port;
    this.asyncReset(port);
    this.order = ports.nextOrder++;
    this.setActive(true);
  }

  override get provider(): string {
    return 'MESSAGEPORT';
  }

  get resource(): object {
    return this.port;
  }

  start(): void {
    this.#receiving = true;
    if (this.waiting > 0) this.#ports.thread.loop.send(this);
  }

  stop(): void {
    this.#receiving = false;
  }

  push(message: Incoming): void {
    if (this.#ended) return;
    this.inbox.push(message);
    if (message.type === 'close') this.#end();
    if (this.waiting > 0 || message.type === 'close') this.#ports.thread.loop.send(this);
  }

  /** True once either end is closed: nothing can come any more. */
  get ended(): boolean {
    return this.#ended;
  }

  #end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.onEnd?.();
  }

  /** The notice of closing needs nobody to listen. */
  get waiting(): number {
    if (this.closed) return this.#closedInside ? this.inbox.length : 0;
    return this.#receiving || this.inbox[0]?.type === 'close' ? this.inbox.length : 0;
  }

  /** One message, in a callback scope of its own. */
  handOver(): void {
    const wasOpen = !this.closed;
    this.#emit(this.inbox.shift()!);
    if (wasOpen && this.closed) this.#closedInside = true;
  }

  #emit(message: Incoming): void {
    if (message.type === 'close') return this.close();
    const { emitMessage } = this.#ports.thread.perContext;
    if (message.type === 'message') {
      emitMessage.call(this.port, message.value, message.ports, 'message');
    } else {
      emitMessage.call(this.port, message.error, [], 'messageerror');
    }
  }

  /** Delivers all that is there at once, listened to or not: what Node does when a worker ends. */
  drain(): void {
    while (this.inbox.length > 0 && !this.closed) this.#emit(this.inbox.shift()!);
  }

  /** The next message, or undefined. Throws the error of one that could not be deserialized. */
  take(): Received | undefined {
    if (this.inbox.length === 0) this.#ports.fetch(this);
    const first = this.inbox[0];
    if (!first || first.type === 'close') return undefined;
    this.inbox.shift();
    if (first.type === 'messageerror') throw first.error;
    return first;
  }

  override onClose(): void {
    this.#end();
  }

  /** The other end hears of it as late as this one. */
  override onClosed(): void {
    this.#ports.closed(this);
  }
}

export class Ports implements PortTable {
  readonly thread: Thread;
  readonly cloner: Cloner;
  readonly #handles = new WeakMap<object, PortHandle>();
  nextOrder = 0;
  readonly #open = new Set<PortHandle>();
  readonly #lent: LentPorts;
  readonly #prototype: object;

  /** `prototype` is that of Node's class MessagePort. */
  constructor(thread: Thread, prototype: object) {
    this.thread = thread;
    this.#prototype = prototype;
    this.cloner = new Cloner(thread, this);
    this.#lent = new LentPorts(thread);
    thread.onMessage('thread-left', ({ threadId }) => this.#left(threadId));
    thread.onExit(() => this.#closeAll());
  }

  handleOf(value: unknown): PortHandle | undefined {
    return typeof value === 'object' && value !== null ? this.#handles.get(value) : undefined;
  }

  /** A port with no other end yet. */
  create(port: MessagePort = new NativeChannel().port1): PortHandle {
    Object.setPrototypeOf(port, this.#prototype);
    const handle = new PortHandle(this, port);
    this.#handles.set(port, handle);
    this.#open.add(handle);
    const oninit = this.thread.perIsolateSymbols['oninit']!;
    (port as any)[oninit]?.();
    handle[this.thread.perIsolateSymbols['handle_onclose']! as never] = (() => {
      (port as any)[this.thread.perIsolateSymbols['handle_onclose']!]?.();
    }) as never;
    return handle;
  }

  /** Both ends of a new channel, in this thread. */
  createChannel(): [PortHandle, PortHandle] {
    const { port1, port2 } = new NativeChannel();
    const first = this.create(port1);
    const second = this.create(port2);
    first.peer = second;
    second.peer = first;
    return [first, second];
  }

  /** A native port that came from another thread. */
  adopt(port: MessagePort, backlog: Received[] = [], link?: Link): PortHandle {
    const handle = this.create(port);
    handle.link = link;
    link?.own(this.thread.init.threadId);
    for (const received of backlog) handle.push({ type: 'message', ...received });
    this.#connect(handle);
    return handle;
  }

  /** The other end is in another thread: listen to the native port from now on. */
  #connect(handle: PortHandle): void {
    const { port } = handle;
    addEventListener.call(port, 'message', (event) => {
      this.#take(handle, (event as MessageEvent<Wire>).data);
    });
    addEventListener.call(port, 'messageerror', () => {
      const error = new Error('The message could not be deserialized in this thread.');
      handle.push({ type: 'messageerror', error });
    });
    start.call(port);
  }

  /** A message has arrived from another thread. */
  #take(handle: PortHandle, wire: Wire): void {
    if ('close' in wire) return handle.push({ type: 'close' });
    if (handle.link) handle.link.received++;
    handle.push(this.receive(wire.envelope));
    if (handle.otherEndIsGone && !handle.link?.isBehind) handle.push({ type: 'close' });
  }

  /** A thread has ended: its ports are closed behind what they have sent. */
  #left(threadId: number): void {
    for (const handle of this.#open) {
      if (!handle.link?.isOtherEndIn(threadId)) continue;
      handle.otherEndIsGone = true;
      if (!handle.link.isBehind) handle.push({ type: 'close' });
    }
  }

  /** Gets the next message of another thread if there is one that the loop has not brought yet. */
  fetch(handle: PortHandle): void {
    if (handle.ended || !handle.link?.isBehind) return;
    handle.lent ??= this.#lent.lend(handle.port, (wire) => this.#take(handle, wire));
    handle.lent.readSync();
  }

  receive(envelope: Envelope): Incoming {
    try {
      return { type: 'message', ...this.cloner.deserialize(envelope) };
    } catch (error) {
      return { type: 'messageerror', error };
    }
  }

  /** MessagePort.prototype.postMessage; undefined if nobody can receive it. */
  post(handle: PortHandle | undefined, value: unknown, list: unknown[]): boolean | undefined {
    const { cloner } = this;
    const { envelope, transfer, leaving } = cloner.serialize(value, list, handle);
    if (!handle || handle.closed) {
      this.clone(envelope, transfer, leaving);
      return undefined;
    }
    const { peer } = handle;
    if (handle.send) handle.send(envelope, transfer);
    else if (peer) peer.push(this.receive(this.clone(envelope, transfer, leaving)));
    else {
      const posted = copyOfLarge(envelope.value, transfer);
      const wire: Wire = { envelope: { ...envelope, value: posted.value } };
      cloner.clone(() => {
        if (handle.lent) handle.lent.post(wire, posted.transfer);
        else postMessage.call(handle.port, wire, { transfer: posted.transfer });
      });
      handle.link?.sent();
    }
    leaving.forEach(({ peer: other }) => other && handle.onPeerSent?.(other));
    this.#leave(leaving);
    return true;
  }

  /** The browser's structured clone, within this thread. */
  clone(envelope: Envelope, transfer: Transferable[], leaving: PortHandle[]): Envelope {
    const copy = this.cloner.clone(() => nativeClone(envelope, { transfer }));
    this.#leave(leaving);
    return copy;
  }

  /** Ports that were transferred are closed here; their other ends go on natively. */
  #leave(leaving: PortHandle[]): void {
    leaving.forEach((handle) => {
      if (handle.closed) return;
      const { peer } = handle;
      handle.peer = undefined;
      handle.inbox.length = 0;
      this.#open.delete(handle);
      handle.close();
      if (!peer) return;
      peer.peer = undefined;
      peer.link = handle.link!.otherEnd;
      peer.link.own(this.thread.init.threadId);
      this.#connect(peer);
    });
  }

  /** PortHandle's word that it was closed; one that has left is not known here any more. */
  closed(handle: PortHandle): void {
    if (!this.#open.delete(handle)) return;
    const { peer } = handle;
    handle.peer = undefined;
    if (peer) {
      peer.peer = undefined;
      peer.push({ type: 'close' });
    } else {
      this.#announceClosing(handle);
      if (!handle.lent) close.call(handle.port);
    }
  }

  #announceClosing({ port, send, lent }: PortHandle): void {
    if (lent) lent.close();
    else if (!send) postMessage.call(port, { close: true } satisfies Wire);
  }

  /** The thread ends: its ports' other ends learn that behind the last message. */
  #closeAll(): void {
    for (const handle of this.#open) if (!handle.peer) this.#announceClosing(handle);
  }
}
