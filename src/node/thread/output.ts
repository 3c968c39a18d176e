/**
 * Where the standard streams of a process lead: to the page, whose pipe is the budget of unread
 * output (frame/process-memory.ts), or to a descriptor of its own.
 */
import type { HandleKind } from '../files/operations/streams.ts';
import { UvError } from '../files/uv-error.ts';
import { ProcessMemory } from '../frame/process-memory.ts';
import { transfersOf } from '../transfers.ts';
import type { Thread } from './thread.ts';

const STDERR = 2;

export class Output {
  readonly #thread: Thread;
  readonly #pageStreams = new Map<number, number>();
  #budget: ProcessMemory | undefined;
  /** Hears of what is written to the page (traced-tasks.ts). */
  onWrite: ((bytes: Uint8Array) => void) | undefined;

  constructor(thread: Thread) {
    this.#thread = thread;
  }

  /** The page's stream (1 or 2) to which a standard stream leads; 0: it leads somewhere else. */
  pageStream(fd: number): number {
    if (this.#thread.init.page && fd <= STDERR) return fd;
    const known = this.#pageStreams.get(fd);
    if (known !== undefined) return known;
    const stream = this.#thread.files.pageStream(fd);
    this.#pageStreams.set(fd, stream);
    return stream;
  }

  /** What uv_guess_handle tells of a descriptor. */
  handleKind(fd: number): HandleKind {
    const { init, files } = this.#thread;
    return init.page && fd <= STDERR ? init.page : files.handleKind(fd);
  }

  /** Writes all, waiting where it must; what nobody can read is dropped. */
  write(fd: number, bytes: Uint8Array): void {
    const page = this.pageStream(fd);
    if (page > 0) return this.writeToPage(page, bytes);
    try {
      this.#thread.files.write(fd, -1, bytes);
    } catch (error) {
      if (!(error instanceof UvError)) throw error;
    }
  }

  writeToPage(stream: number, bytes: Uint8Array): void {
    this.onWrite?.(bytes);
    const data = new Uint8Array(bytes); // slice() of a Buffer is a view
    this.#budget ??= new ProcessMemory(this.#thread.init.output);
    this.#budget.takeOutput(data.length);
    this.#thread.post({ type: 'output', fd: stream, data }, transfersOf(data));
  }
}
