/** internalBinding('messaging') (src/node_messaging.cc): ports, channels, structuredClone. */
import type { BindingFactory, Thread } from '../thread/thread.ts';
import { BroadcastChannels } from './messaging/broadcast.ts';
import { Ports, type PortHandle } from './messaging/ports.ts';

const portsOfThreads = new WeakMap<Thread, Ports>();

/** The ports of a thread, for other bindings. */
export function portsOf(thread: Thread): Ports {
  thread.internalBinding('messaging');
  return portsOfThreads.get(thread)!;
}

export const messaging: BindingFactory = (thread) => {
  const typeError = (message: string, code: string): TypeError =>
    Object.assign(
      thread.stacks.withFullStack(() => new TypeError(message)),
      { code },
    );

  function MessagePort(): never {
    throw typeError('Constructor cannot be called', 'ERR_CONSTRUCT_CALL_INVALID');
  }
  const skeleton = thread.skeleton('messaging');
  const ports = new Ports(thread, MessagePort.prototype);
  portsOfThreads.set(thread, ports);
  const broadcasts = new BroadcastChannels(ports);

  function MessageChannel(this: { port1: unknown; port2: unknown }): void {
    if (!new.target) {
      const message = 'Cannot call constructor without `new`';
      throw typeError(message, 'ERR_CONSTRUCT_CALL_REQUIRED');
    }
    const [first, second] = ports.createChannel();
    this.port1 = first.port;
    this.port2 = second.port;
  }

  /** The second argument of postMessage: an iterable, or an object with one as `transfer`. */
  const transferList = (argument: unknown): unknown[] => {
    if (argument === undefined || argument === null) return [];
    if (typeof argument !== 'object') {
      const message = 'Optional transferList argument must be an iterable';
      throw typeError(message, 'ERR_INVALID_ARG_TYPE');
    }
    const list = readIterable(argument);
    if (list) return list;
    const { transfer } = argument as { transfer?: unknown };
    if (transfer === undefined) return [];
    const transferred = readIterable(transfer);
    if (!transferred) {
      const message = 'Optional options.transfer argument must be an iterable';
      throw typeError(message, 'ERR_INVALID_ARG_TYPE');
    }
    return transferred;
  };

  // What lib copies from HandleWrap's prototype before it puts NodeEventTarget there.
  const inherited = {
    close(this: object): void {
      ports.handleOf(this)?.close();
    },
    ref(this: object): void {
      ports.handleOf(this)?.ref();
    },
    unref(this: object): void {
      ports.handleOf(this)?.unref();
    },
    /** Throws where `this` is no port, for lib's inspect counts on it. */
    hasRef(this: object): boolean | undefined {
      const handle = ports.handleOf(this);
      if (!handle) throw new TypeError('Illegal invocation');
      return handle.deleted ? undefined : handle.hasRef();
    },
  };
  const methods = {
    postMessage(this: object, ...args: [message?: unknown, transfer?: unknown]): unknown {
      if (args.length === 0) {
        const message = 'Not enough arguments to MessagePort.postMessage';
        throw typeError(message, 'ERR_MISSING_ARGS');
      }
      return ports.post(ports.handleOf(this), args[0], transferList(args[1]));
    },
    start(this: object): void {
      ports.handleOf(this)?.start();
    },
  };
  // The build may rename functions that are called like a global.
  for (const [name, value] of Object.entries({ MessagePort, MessageChannel })) {
    Object.defineProperty(value, 'name', { value: name });
  }
  Object.defineProperties(MessagePort.prototype, Object.getOwnPropertyDescriptors(methods));
  Object.setPrototypeOf(MessagePort.prototype, inherited);

  return {
    ...skeleton,
    MessagePort,
    MessageChannel,
    DOMException: thread.perContext.DOMException,
    QuotaExceededError: thread.perContext.QuotaExceededError,
    exposeLazyDOMExceptionProperty(target: object): void {
      Object.defineProperty(target, 'DOMException', {
        value: thread.perContext.DOMException,
        configurable: true,
        enumerable: false,
        writable: true,
      });
    },
    setDeserializerCreateObjectFunction(create: (info: string) => unknown): void {
      ports.cloner.createObject = create;
    },
    stopMessagePort: (port: object) => ports.handleOf(port)?.stop(),
    drainMessagePort: (port: object) => ports.handleOf(port)?.drain(),
    receiveMessageOnPort(port: unknown): unknown {
      const handle = ports.handleOf(port);
      if (!handle) {
        const message = 'The "port" argument must be a MessagePort instance';
        throw typeError(message, 'ERR_INVALID_ARG_TYPE');
      }
      const message = handle.take();
      return message ? message.value : thread.perIsolateSymbols['no_message_symbol'];
    },
    /** Not to another context; what Node refuses before, it refuses. */
    moveMessagePortToContext(port: unknown, context: unknown): unknown {
      const handle = ports.handleOf(port);
      if (!handle) {
        const message = 'The "port" argument must be a MessagePort instance';
        throw typeError(message, 'ERR_INVALID_ARG_TYPE');
      }
      if (handle.closed) {
        const error = new Error('Cannot send data on closed MessagePort');
        throw Object.assign(error, { code: 'ERR_CLOSED_MESSAGE_PORT' });
      }
      return skeleton['moveMessagePortToContext'](port, context);
    },
    checkMessagePort: (value: unknown) => ports.handleOf(value) !== undefined,
    broadcastChannel: (name: string) => broadcasts.open(name).port,
    structuredClone(value: unknown, options?: { transfer?: unknown[] }): unknown {
      const { envelope, transfer, leaving } = ports.cloner.serialize(
        value,
        options?.transfer ?? [],
      );
      return ports.cloner.deserialize(ports.clone(envelope, transfer, leaving)).value;
    },
  };
};

/**
 * ReadIterable of src/node_messaging.cc: undefined for what is no iterable. Arrays are read without
 * their iterator, which a program may have broken.
 */
function readIterable(value: unknown): unknown[] | undefined {
  if (Array.isArray(value)) return value.slice();
  if (typeof value !== 'object' || value === null) return undefined;
  const method: unknown = (value as any)[Symbol.iterator];
  if (typeof method !== 'function') return undefined;
  const iterator = Reflect.apply(method, value, []);
  const next: unknown = iterator?.next;
  if (typeof next !== 'function') return undefined;
  const list: unknown[] = [];
  for (;;) {
    const result = Reflect.apply(next, iterator, []);
    if (result === null || typeof result !== 'object') return undefined;
    if (result.done) return list;
    list.push(result.value);
  }
}

export type { PortHandle };
