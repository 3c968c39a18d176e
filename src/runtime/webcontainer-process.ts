/** A process of a WebContainer whose end is always heard of. */
import type { WebContainer } from '@webcontainer/api';
import type { SpawnOptions, WebContainerProcess } from './container.ts';
import { withDeadline } from './deadline.ts';

/** Milliseconds. */
const EXIT_AFTER_KILL = 3_000;

/** 128 + SIGKILL: the exit code of a process that is gone without a word. */
const KILLED = 137;

/**
 * Spawns within `ms` milliseconds. The client leaves `exit` pending and `output` open for ever when
 * the container goes away or ignores a kill; here both end, `exit` with 137, when `gone` aborts or a
 * killed process has not exited in time.
 */
export async function spawnWithin(
  ms: number,
  instance: WebContainer,
  command: string,
  args: string[],
  options: SpawnOptions | undefined,
  gone: AbortSignal,
): Promise<WebContainerProcess> {
  // What only the embedded Node knows cannot cross into the container: it is a function.
  const known = { ...options };
  delete known.onLoop;
  const process = await withDeadline(
    instance.spawn(command, args, known),
    ms,
    () => new Error(`WebContainer did not start ${command}`),
  );

  let cut = () => {};
  const output = process.output.pipeThrough(
    new TransformStream<string, string>({
      start: (controller) => {
        cut = () => controller.terminate();
      },
    }),
  );

  let timer: ReturnType<typeof setTimeout> | undefined;
  const { promise: exit, resolve } = Promise.withResolvers<number>();
  const giveUp = () => {
    cut();
    resolve(KILLED);
  };
  const settled = (code: number) => {
    clearTimeout(timer);
    gone.removeEventListener('abort', giveUp);
    resolve(code);
  };
  gone.addEventListener('abort', giveUp);
  process.exit.then(settled, () => settled(KILLED));

  return {
    exit,
    output,
    input: process.input,
    resize: (size) => process.resize(size),
    kill() {
      process.kill();
      timer ??= setTimeout(giveUp, EXIT_AFTER_KILL);
    },
  };
}
