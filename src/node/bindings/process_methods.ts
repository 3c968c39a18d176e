/** internalBinding('process_methods'): src/node_process_methods.cc. */
import { becomeProgram } from '../processes/start-process.ts';
import { ProcessMemory } from '../frame/process-memory.ts';
import { SIGNALS } from '../frame/signals.ts';
import { activeHandles, activeRequests, activeResources } from '../thread/active-resources.ts';
import type { CallSite } from '../thread/call-site.ts';
import { patchProcessObject } from '../thread/process-object.ts';
import { notImplemented } from '../thread/skeleton.ts';
import type { SharedText } from '../thread/shared-text.ts';
import type { BindingFactory } from '../thread/thread.ts';

/** _NSIG of Linux. */
const LAST_SIGNAL = 64;
const MEGABYTE = 2 ** 20;
const MEMORY = 4096 * MEGABYTE;

/** How many frames Node prints of a stack, and how (PrintStackTrace of src/node_errors.cc). */
const STACK_FRAMES = 10;
function frameText(site: CallSite): string {
  const place = `${site.getFileName()}:${site.getLineNumber()}:${site.getColumnNumber()}`;
  const name = site.getFunctionName();
  if (!name) return `    at ${place}`;
  return `    at ${site.isConstructor() ? 'new ' : ''}${name} (${place})`;
}

export const processMethods: BindingFactory = (thread) => {
  /** Seconds (high and low word) and nanoseconds; or, over the same bytes, one 64-bit number. */
  const hrtimeBuffer = new Uint32Array(3);
  const hrtimeBytes = new DataView(hrtimeBuffer.buffer);
  const nanoseconds = () => BigInt(Math.round((performance.timeOrigin + performance.now()) * 1e6));
  const encoder = new TextEncoder();
  let shared: SharedText | undefined;
  const sharedDirectory = () => (shared ??= new ProcessMemory(thread.init.shared).workingDirectory);
  const currentDirectory = () => sharedDirectory().read() ?? thread.init.cwd;
  const cpuTime = (values: Float64Array) => {
    values[0] = performance.now() * 1000;
    values[1] = 0;
  };
  /** What --trace-exit prints (Environment::Exit). */
  const traceExit = (code: number) => {
    const { pid, threadId, isMainThread } = thread.init;
    const who = isMainThread ? `node:${pid}` : `node:${pid}, thread:${threadId}`;
    const lines = [
      `(${who}) WARNING: Exited the environment with code ${code}`,
      ...thread.stacks.captureCallSites(STACK_FRAMES).map(frameText),
    ];
    thread.writeStdio(2, encoder.encode(`${lines.join('\n')}\n\n`));
  };
  return {
    ...thread.skeleton('process_methods'),
    hrtimeBuffer,
    hrtime() {
      const now = nanoseconds();
      hrtimeBuffer[0] = Number(now / 1_000_000_000n / 2n ** 32n);
      hrtimeBuffer[1] = Number((now / 1_000_000_000n) % 2n ** 32n);
      hrtimeBuffer[2] = Number(now % 1_000_000_000n);
    },
    hrtimeBigInt: () => hrtimeBytes.setBigUint64(0, nanoseconds(), true),
    patchProcessObject: (process: object) => patchProcessObject(process, thread),
    cwd: currentDirectory,
    chdir(directory: string) {
      const from = currentDirectory();
      const to = thread.require('path').resolve(from, directory);
      try {
        const isDirectory = thread.require('fs').statSync(to).isDirectory();
        if (!isDirectory) throw Object.assign(new Error(), { errno: thread.errno('ENOTDIR') });
      } catch (error) {
        throw thread.uvException((error as { errno: number }).errno, 'chdir', from, directory);
      }
      sharedDirectory().update(() => to);
    },
    umask: (mask?: number) => thread.files.umask(mask ?? null),
    reallyExit(code: number) {
      if (thread.require('internal/options').getOptionValue('--trace-exit')) traceExit(code);
      thread.exit(code);
    },
    abort: () => thread.exit(0, SIGNALS['SIGABRT']),
    uptime: () => thread.uptime() / 1000,
    /** rss, heapTotal, heapUsed, external, arrayBuffers: what the browser tells of the heap. */
    memoryUsage(values: Float64Array) {
      const { totalJSHeapSize = 0, usedJSHeapSize = 0 } = (performance as any).memory ?? {};
      values.set([totalJSHeapSize, totalJSHeapSize, usedJSHeapSize, 0, 0]);
    },
    rss: () => (performance as any).memory?.totalJSHeapSize ?? 0,
    constrainedMemory: () => 0,
    availableMemory: () => MEMORY,
    cpuUsage: cpuTime,
    threadCpuUsage: cpuTime,
    resourceUsage: (values: Float64Array) => values.fill(0),
    _getActiveRequests: () => activeRequests(thread),
    _getActiveHandles: () => activeHandles(thread),
    getActiveResourcesInfo: () => activeResources(thread),
    _rawDebug: (text: string) => thread.writeStdio(2, encoder.encode(`${text}\n`)),
    _kill(pid: number, signal: number) {
      if (signal < 0 || signal > LAST_SIGNAL) return thread.errno('EINVAL');
      if (pid > 0 && !thread.files.processExists(pid)) return thread.errno('ESRCH');
      if (signal !== 0) thread.post({ type: 'kill', pid, signal });
      return 0;
    },
    execve: (path: string, args: string[], envPairs: string[]) =>
      becomeProgram(thread, path, args, envPairs),
    dlopen: () => notImplemented('native addons (process.dlopen)'),
    setEmitWarningSync() {},
  };
};
