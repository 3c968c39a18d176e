/** Makes the `Thread` of this worker, before anything of Node's lib has run. */
import { createFileClient, type FileClient } from '../files/client.ts';
import { Network } from '../network/network.ts';
import type { FrameToThread, ThreadInit, ThreadToFrame } from '../protocol.ts';
import { AsyncHooks } from './async-hooks.ts';
import { createGuard, createHops, onUncaughtException, type WorkerScope } from './browser.ts';
import { translate } from './call-site.ts';
import { Cloneables } from './cloneables.ts';
import { FatalExceptions } from './fatal-exception.ts';
import { AsyncWrap, HandleWrap, setHandleOwner } from './handle.ts';
import { sourceLineOfLib } from './lib-positions.ts';
import type { NodeLib } from './lib.ts';
import { SIGNALS } from '../frame/signals.ts';
import { LoopTimes } from './loop-times.ts';
import { Loop } from './loop.ts';
import { NATIVE_GLOBALS } from './native-globals.ts';
import { createPrivateSymbol } from './private-symbols.ts';
import { EXIT_INFO, createProcessObject } from './process-object.ts';
import { Output } from './output.ts';
import { PromiseStates } from './promise-states.ts';
import { announceRejections } from './rejections.ts';
import { scriptOrigin } from './scripts.ts';
import { materialize, type Shape } from './skeleton.ts';
import { StackTraces } from './stacks.ts';
import { StreamPoll } from './stream-poll.ts';
import type { BindingObject, Hooks, Thread } from './thread.ts';
import { createSubmitWork } from './thread-pool.ts';
import { errnoException, uvException } from './uv-exception.ts';

type Listener = (message: any) => void;

/** The names of a binding's object of symbols, as symbols made by `create`. */
function symbolsOf(
  shape: Shape | undefined,
  create: (description: string) => symbol,
): Record<string, symbol> {
  const { properties } = shape as Extract<Shape, { $: 'object' }>;
  return Object.fromEntries(
    Object.entries(properties).map(([name, symbol]) => [
      name,
      create((symbol as { description: string }).description),
    ]),
  );
}

/** `receive` takes the messages of the frame; `begin` gives the thread its `ThreadInit`. */
export interface NewThread {
  thread: Thread;
  receive(message: FrameToThread): void;
  begin(init: ThreadInit): void;
}

export function createThread(scope: WorkerScope, lib: NodeLib): NewThread {
  const native = Object.fromEntries(
    NATIVE_GLOBALS.map((name) => {
      const value = (scope as any)[name];
      const isMethod = typeof value === 'function' && /^[a-z]/.test(name);
      return [name, isMethod ? value.bind(scope) : value];
    }),
  );
  const post = scope.postMessage.bind(scope);
  const { skeleton: shapes, errorMap } = lib.data;
  const errors = new Map(errorMap);
  const numbers = new Map(errorMap.map(([number, [code]]) => [code, number]));
  const util = shapes['util'] as Extract<Shape, { $: 'object' }>;
  const privateSymbols = symbolsOf(util.properties['privateSymbols'], createPrivateSymbol);
  const perIsolateSymbols = symbolsOf(shapes['symbols'], Symbol);
  const process = createProcessObject(lib.data, privateSymbols['exit_info_private_symbol']!);
  const exitInfo: Int32Array = process[privateSymbols['exit_info_private_symbol']!];

  let init: ThreadInit | undefined;
  let files: FileClient | undefined;
  let network: Network | undefined;
  const started = <T>(value: T | undefined, what: string): T => {
    if (value === undefined) throw new Error(`${what} was used before the thread started`);
    return value;
  };

  const listeners = new Map<string, Listener[]>();
  const exitListeners: ((code: number) => void)[] = [];
  const hooks: Hooks = {};
  const asyncHooks = new AsyncHooks();
  const stacks = new StackTraces(lib);
  const promiseStates = new PromiseStates((target, bytes) => {
    if (target < 0) output.writeToPage(-target, bytes);
    else output.write(target, bytes);
  });
  const loop = new Loop({
    guard: createGuard(),
    afterMicrotasks: createHops(scope),
    setTimeout: (callback, ms) => setTimeout(callback, ms),
    clearTimeout: (id) => clearTimeout(id),
    clock: () => performance.now(),
    beginCheckpoint: () => stacks.beginCheckpoint(),
    asyncHooks,
    contextOf: AsyncWrap.contextOf,
  });
  loop.scopes.process = process;
  const encoder = new TextEncoder();
  const fatalExceptions = new FatalExceptions({
    process,
    version: lib.data.version,
    arrowMessageSymbol: privateSymbols['arrow_message_private_symbol']!,
    decoratedSymbol: privateSymbols['decorated_private_symbol']!,
    enhancers: () => hooks.enhancers!,
    exitCode: (otherwise) => thread.exitCode(otherwise),
    exit: (code) => thread.exit(code),
    aborts: () =>
      thread.init.isMainThread &&
      hooks.require?.('internal/options').getOptionValue('--abort-on-uncaught-exception') &&
      thread.internalBinding('util')['shouldAbortOnUncaughtToggle'][0] !== 0,
    abort: () => thread.exit(0, SIGNALS['SIGABRT']),
    print: (text) => thread.writeStdio(2, encoder.encode(text)),
    sitesOf: (error) => stacks.sitesOf(error),
    throwOf: (error) => stacks.throwOf(error),
    sourceLine: (script, line) => thread.sourceLine(script, line),
  });

  /** The frame, told why, ends this worker. */
  const leave = (code: number, message: ThreadToFrame): never => {
    promiseStates.flush(true);
    for (const listener of exitListeners) listener(code);
    thread.post(message);
    for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  };
  const thread: Thread = {
    get init() {
      return started(init, 'thread.init');
    },
    get timeOrigin() {
      return init?.timeOrigin ?? performance.timeOrigin;
    },
    uptime: () => performance.timeOrigin + performance.now() - thread.timeOrigin,
    get files() {
      return started(files, 'thread.files');
    },
    get network() {
      return started(network, 'thread.network');
    },
    loop,
    lib,
    hooks,
    asyncHooks,
    stacks,
    promiseStates,
    get output() {
      return output;
    },
    streams: new StreamPoll(() => thread.files.readiness),
    native: native as unknown as typeof globalThis,
    process,
    primordials: {},
    perContext: {} as Thread['perContext'],
    privateSymbols,
    perIsolateSymbols,
    cloneables: new Cloneables(privateSymbols, perIsolateSymbols),
    submitWork: (...args) => submitWork(...args),
    post(message: ThreadToFrame, transfer = []) {
      files?.settle();
      post(message, transfer);
    },
    onMessage(type, listener) {
      const existing = listeners.get(type) ?? [];
      listeners.set(type, [...existing, listener as Listener]);
    },
    require: (id) => hooks.require!(id),
    internalBinding: (name) => hooks.internalBinding!(name),
    skeleton(name): BindingObject {
      const shape = shapes[name];
      return shape
        ? materialize(shape, `internalBinding('${name}')`, { AsyncWrap, HandleWrap })
        : {};
    },
    errnoException: (code, ...where) =>
      stacks.withFullStack(() => errnoException(-thread.errno(code), code, ...where)),
    uvException: (errno, ...where) =>
      stacks.withFullStack(() => uvException(errors, errno, ...where)),
    errno: (code) => numbers.get(code)!,
    writeStdio(fd, bytes) {
      const page = output.pageStream(fd);
      promiseStates.write(page > 0 ? -page : fd, bytes);
    },
    writeToPage: (stream, bytes) => promiseStates.write(-stream, bytes),
    onExit: (listener) => exitListeners.push(listener),
    exitCode: (otherwise) =>
      exitInfo[EXIT_INFO.hasExitCode] ? exitInfo[EXIT_INFO.exitCode]! : otherwise,
    exit: (code, signal) => leave(code, { type: 'exit', code, ...(signal && { signal }) }),
    become: (start) => leave(0, { type: 'become', start }),
    sourceLine: (script, line) =>
      script.startsWith('node:')
        ? sourceLineOfLib(lib, script.slice('node:'.length), line)
        : scriptOrigin(script)?.source.split(/\r?\n/)[line - 1],
    triggerUncaughtException(error, fromPromise) {
      const [site] = stacks.captureCallSites(1);
      fatalExceptions.trigger(error, { fromPromise, at: site?.position });
    },
  };
  const output = new Output(thread);
  const submitWork = createSubmitWork(thread);
  thread.onMessage('datagram', ({ datagram }) => network!.datagrams.receive(datagram));
  thread.onMessage('connection', ({ connection, port }) => network!.incoming(connection, port));
  thread.onMessage('socket', ({ descriptor, event }) => {
    network!.shared.receive(descriptor, event);
  });
  thread.onMessage('network-moved', ({ id, owner }) => network!.moved(id, owner));
  thread.onMessage('network-left', ({ owner }) => network!.left(owner));
  exitListeners.push(() => network!.closeAll());
  setHandleOwner({ loop, asyncHooks, handleOnClose: perIsolateSymbols['handle_onclose']! });

  const isReady = () => init !== undefined;
  onUncaughtException(scope, isReady, ({ error, guarded, at }) => {
    const position = at && translate(lib, at.script, at.line, at.column);
    fatalExceptions.trigger(error, { thrown: guarded, at: position ?? undefined });
  });
  announceRejections(scope, thread);

  return {
    thread,
    receive(message) {
      for (const listener of listeners.get(message.type) ?? []) listener(message);
    },
    begin(threadInit) {
      init = threadInit;
      files = createFileClient({ ...threadInit, readsAhead: true });
      network = new Network(threadInit.network, thread.post);
      loop.times = new LoopTimes(threadInit.loopTimes);
    },
  };
}
