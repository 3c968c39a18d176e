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
    if (isIterable(argument)) return [...argument];
    const { transfer } = argument as { transfer?: unknown };
    if (transfer === undefined) return [];
    if (!isIterable(transfer)) {
      const message = 'Optional options.transfer argument must be an iterable';
      throw typeError(message, 'ERR_INVALID_ARG_TYPE');
    }
    return [...transfer];
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
      return handle.closed ? undefined : handle.hasRef();
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
    ...thread.skeleton('messaging'),
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

function isIterable(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value;
}

export type { PortHandle };
