/** StatWatcher (src/node_stat_watcher.cc) over libuv's uv_fs_poll: fs.watchFile(). */
import { HandleWrap } from '../thread/handle.ts';
import type { Thread } from '../thread/thread.ts';
import type { FileCalls, PathArgument } from './calls.ts';
import type { StatFields } from './inode.ts';
import type { UvFailure } from './uv-error.ts';

const FIELD_COUNT = 18;
const NOTHING: StatFields = Array<number>(FIELD_COUNT).fill(0);
/** What uv_fs_poll compares: all but links, rdev, block size, blocks and atime. */
const COMPARED = [0, 1, 3, 4, 7, 8, 12, 13, 14, 15, 16, 17];

export function statWatcherClass(thread: Thread, calls: FileCalls) {
  // Taken now: Node's lib puts its own in the globals' place.
  const { setTimeout, clearTimeout } = thread.native;

  return class StatWatcher extends HandleWrap {
    readonly #bigint: boolean;
    #timer: ReturnType<typeof setTimeout> | undefined;
    #path = '';
    #interval = 0;
    #last = NOTHING;
    /** Whether a stat has succeeded (0: there was none), or its error. */
    #status: 0 | 1 | { errno: number } = 0;
    declare onchange?: (status: number, fields: Float64Array | BigInt64Array) => void;

    constructor(bigint: boolean) {
      super();
      this.#bigint = bigint;
    }

    start(path: PathArgument, interval: number): number {
      this.#path = calls.absolute(path);
      this.#interval = Math.max(1, interval);
      this.setActive(true);
      this.#poll();
      return 0;
    }

    #poll(): void {
      const started = thread.native.performance.now();
      const next = () => {
        if (this.closed) return;
        const passed = thread.native.performance.now() - started;
        const wait = this.#interval - (passed % this.#interval);
        this.#timer = setTimeout(() => this.#poll(), wait);
      };
      const done = (failure: UvFailure | undefined, fields: StatFields) => {
        if (this.closed) return;
        if (failure) this.#failed(failure.errno);
        else this.#found(fields);
        next();
      };
      thread.submitWork('stat', [this.#path], done as (error: unknown, value: any) => void, {
        wrap: this,
      });
    }

    #failed(errno: number): void {
      const isNews = typeof this.#status !== 'object' || this.#status.errno !== errno;
      if (isNews) this.#tell(errno, NOTHING);
      this.#status = { errno };
      this.#last = NOTHING;
    }

    #found(fields: StatFields): void {
      const isFirst = this.#status === 0;
      const isOther = COMPARED.some((field) => fields[field] !== this.#last[field]);
      if (!isFirst && (this.#status !== 1 || isOther)) this.#tell(0, fields);
      this.#status = 1;
      this.#last = fields;
    }

    #tell(status: number, fields: StatFields): void {
      const both = [...fields, ...this.#last];
      const array = this.#bigint ? BigInt64Array.from(both, BigInt) : Float64Array.from(both);
      this.onchange?.(status, array);
    }

    override onClose(): void {
      clearTimeout(this.#timer);
    }
  };
}
