/**
 * A thread of Node, from Node's own boot path: what node::Environment and Realm do in C++, in the
 * same order. With the frame's 'boot' it gets lib and boots, up to where it must know who it is, and
 * posts 'booted'; 'start' then gives it its `ThreadInit`, and its main script runs.
 */
import { bindings } from '../bindings/index.ts';
import { BadOption } from '../bindings/options.ts';
import { installThenCapture } from '../modules/async-context.ts';
import { installKeptIteration } from '../modules/kept-iteration.ts';
import { installPromiseHooks } from '../modules/promise-hooks.ts';
import { asyncContext } from '../modules/rewritten-code.ts';
import type { FrameToThread } from '../protocol.ts';
import { runShell } from '../shell/shell.ts';
import { runUtility } from '../shell/utilities.ts';
import type { WorkerScope } from './browser.ts';
import { createThread } from './create-thread.ts';
import { exposeGarbageCollection, exposesGarbageCollection } from './garbage.ts';
import { hideBrowserGlobals } from './globals.ts';
import { NodeLib } from './lib.ts';
import { tieToLoop } from './native-promises.ts';
import { EXIT_INFO } from './process-object.ts';
import { trackProxies } from './proxies.ts';
import { awaitLibText, type SharedLib } from './shared-lib.ts';
import { StartGate } from './start-gate.ts';
import type { BindingObject, Thread } from './thread.ts';
import { TopLevelAwait } from './top-level-await.ts';
import { traceLoop } from './traced-tasks.ts';

/** What runs first, besides modules: see `main`. */
const BEGINNINGS = [
  'internal/bootstrap/switches/is_main_thread',
  'internal/bootstrap/switches/does_own_process_state',
  'internal/main/run_main_module',
  'internal/bootstrap/switches/is_not_main_thread',
  'internal/bootstrap/switches/does_not_own_process_state',
  'internal/main/worker_thread',
];

/** kInvalidCommandLineArgument of src/node_exit_code.h. */
const BAD_OPTION_EXIT_CODE = 9;

const scope = globalThis as unknown as WorkerScope & Record<string, any>;
/** internalBinding(name) before lib's own wrapper of it: made on first use and kept. */
function createBindingLoader(thread: Thread): (name: string) => BindingObject {
  const made = new Map<string, BindingObject>();
  return (name) => {
    const existing = made.get(name);
    if (existing) return existing;
    const binding = bindings[name]?.(thread) ?? thread.skeleton(name);
    made.set(name, binding);
    return binding;
  };
}

/** Runs `internal/per_context/*` and `internal/bootstrap/realm`. */
function bootRealm(thread: Thread): void {
  const { perContext, primordials, privateSymbols, perIsolateSymbols, process } = thread;
  for (const id of ['primordials', 'domexception', 'messageport']) {
    const compiled = thread.lib.functionOf(`internal/per_context/${id}`);
    compiled(perContext, primordials, privateSymbols, perIsolateSymbols);
  }
  const noLinkedBinding = (name: string) => {
    throw new Error(`No such binding: ${name}`);
  };
  const loadBinding = createBindingLoader(thread);
  const realm = thread.lib.functionOf('internal/bootstrap/realm');
  realm(process, noLinkedBinding, loadBinding, primordials);
  thread.stacks.install();
}

function run(thread: Thread, id: string): void {
  const { lib, process, hooks, primordials } = thread;
  const compiled = lib.functionOf(id); // called without a receiver, as in Node
  compiled(process, hooks.require, hooks.internalBinding, primordials);
}

/** Lets the console format promises whose state it cannot know yet (promise-states.ts). */
function deferPromisesInConsole(thread: Thread): void {
  const inspect = thread.require('internal/util/inspect');
  const { formatWithOptions } = inspect;
  const usesOwnWrite = () => !Object.hasOwn(thread.process.stdout, 'write');
  inspect.formatWithOptions = thread.promiseStates.deferring(formatWithOptions, usesOwnWrite);
  thread.require('internal/console/constructor');
  inspect.formatWithOptions = formatWithOptions;
}

/** What a snapshot of Node holds: the same for main and worker threads. */
function bootstrap(thread: Thread): void {
  bootRealm(thread);
  deferPromisesInConsole(thread);
  run(thread, 'internal/bootstrap/node');
  run(thread, 'internal/bootstrap/web/exposed-wildcard');
  run(thread, 'internal/bootstrap/web/exposed-window-or-worker');
}

/** Value of a command line option. Ends the thread, as Node does, if there is one that is unknown. */
function readOption(thread: Thread, name: string): unknown {
  try {
    return thread.require('internal/options').getOptionValue(name);
  } catch (error) {
    if (!(error instanceof BadOption)) throw error;
    thread.writeStdio(2, new TextEncoder().encode(`${error.message}\n`));
    return thread.exit(BAD_OPTION_EXIT_CODE);
  }
}

function mainScript(thread: Thread): string {
  if (!thread.init.isMainThread) return 'internal/main/worker_thread';
  return readOption(thread, '[has_eval_string]')
    ? 'internal/main/eval_string'
    : 'internal/main/run_main_module';
}

/** Compiles what programs usually run, one module after another, while the thread has nothing to do. */
function compileAhead({ lib }: Thread, isWaiting: () => boolean): void {
  const ids = [...BEGINNINGS, ...lib.usual].values();
  const compileNext = (): void => {
    const { value: id } = ids.next();
    if (id === undefined || !isWaiting()) return;
    lib.functionOf(id);
    setTimeout(compileNext);
  };
  compileNext();
}

/** Runs the main script and the loop, and ends the thread. */
function main(thread: Thread): void {
  const { init, loop, process } = thread;
  const exitInfo = process[thread.privateSymbols['exit_info_private_symbol']!];
  run(thread, `internal/bootstrap/switches/is_${init.isMainThread ? '' : 'not_'}main_thread`);
  run(
    thread,
    `internal/bootstrap/switches/${init.isMainThread ? 'does' : 'does_not'}_own_process_state`,
  );
  Error.stackTraceLimit = Number(readOption(thread, '--stack-trace-limit'));
  if (exposesGarbageCollection(thread)) exposeGarbageCollection(scope);
  if (init.tracesLoop) traceLoop(thread);
  const topLevelAwait = new TopLevelAwait(thread);
  loop.start({
    main() {
      run(thread, mainScript(thread));
    },
    beforeExit() {
      topLevelAwait.watch();
      thread.asyncHooks.runDestroyHooks();
      process.emit('beforeExit', thread.exitCode(0));
    },
    exit() {
      if (exitInfo[EXIT_INFO.exiting]) return;
      exitInfo[EXIT_INFO.exiting] = 1;
      process.emit('exit', thread.exitCode(topLevelAwait.exitCode));
    },
    done() {
      topLevelAwait.warn();
      thread.exit(thread.exitCode(topLevelAwait.exitCode));
    },
  });
}

/** Boots on the shared lib; gives what takes the messages that follow. */
function boot({ first, rest }: SharedLib): (message: FrameToThread) => void {
  const lib: NodeLib = new NodeLib(awaitLibText(first), () => awaitLibText(rest), {
    frame: asyncContext,
    thrown(error, id, line, column) {
      thread.stacks.noteThrow(error, { script: `node:${id}`, line, column });
      return error;
    },
  });
  const { thread, receive, begin } = createThread(scope, lib);
  trackProxies(scope);
  installThenCapture();
  installKeptIteration();
  installPromiseHooks();
  thread.promiseStates.watch();
  tieToLoop(thread.loop);
  hideBrowserGlobals(scope);
  bootstrap(thread);
  thread.post({ type: 'booted', version: lib.data.version });
  let isWaiting = true;
  compileAhead(thread, () => isWaiting);
  return (message) => {
    if (message.type !== 'start') return receive(message);
    isWaiting = false;
    begin(message.init);
    thread.post({ type: 'begun' });
    const { program, gate } = message.init;
    if (gate) new StartGate(gate).pass();
    if (program === 'node') main(thread);
    else if (program === 'sh') runShell(thread);
    else runUtility(thread, program);
  };
}

let receive: ((message: FrameToThread) => void) | undefined;
scope.addEventListener('message', (event) => {
  const { data } = event as MessageEvent<FrameToThread>;
  if (data.type === 'boot') receive = boot(data.lib);
  else receive!(data);
});
