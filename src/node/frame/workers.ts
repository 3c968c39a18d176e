/** The Web Workers of the machine. Their scripts are blobs. */
import { createDoorbell, MAILBOX_SLOTS, postToFiles } from '../files/doorbell.ts';
import { createMailbox } from '../files/mailbox.ts';
import type {
  FilesToFrame,
  FrameToFiles,
  FrameToPool,
  FrameToThread,
  PoolToFrame,
  RuntimeScripts,
  ThreadToFrame,
} from '../protocol.ts';
import type { SharedLib } from '../thread/shared-lib.ts';
import type { PoolDone, PoolWorker } from './pool.ts';
import type { ThreadWorker } from './process.ts';

/** What the machine needs of the world; tests give it another one. */
export interface Workers {
  postToFiles(message: FrameToFiles, transfer?: Transferable[]): void;
  /** False when every place at the file server is taken. */
  readonly free: boolean;
  startThread(): ThreadWorker;
  startPoolWorker(): PoolWorker;
}

export class WebWorkers implements Workers {
  readonly #files: Worker;
  readonly #doorbell = createDoorbell();
  readonly #lib: SharedLib;
  readonly #threadUrl: string;
  readonly #poolUrl: string;
  readonly #freeSlots = Array.from({ length: MAILBOX_SLOTS }, (_, i) => MAILBOX_SLOTS - 1 - i);
  readonly #onFailure: (reason: string) => void;

  constructor(
    scripts: RuntimeScripts,
    lib: SharedLib,
    home: string,
    onFiles: (message: FilesToFrame) => void,
    onFailure: (reason: string) => void,
  ) {
    this.#onFailure = onFailure;
    this.#lib = lib;
    this.#threadUrl = URL.createObjectURL(scripts.thread);
    this.#poolUrl = URL.createObjectURL(scripts.pool);
    this.#files = new Worker(URL.createObjectURL(scripts.files));
    this.#files.onmessage = (event: MessageEvent<FilesToFrame>) => onFiles(event.data);
    this.#files.onerror = (event) => onFailure(`the file server failed: ${describe(event)}`);
    const begin: FrameToFiles = { type: 'start', doorbell: this.#doorbell, home };
    this.#files.postMessage(begin);
  }

  postToFiles(message: FrameToFiles, transfer: Transferable[] = []): void {
    postToFiles(this.#files, this.#doorbell, message, transfer);
  }

  get free(): boolean {
    return this.#freeSlots.length > 0;
  }

  startThread(): ThreadWorker {
    const worker = new Worker(this.#threadUrl);
    worker.postMessage({ type: 'boot', lib: this.#lib } satisfies FrameToThread);
    const { slot, place } = this.#attach();
    return {
      place,
      post: (message: FrameToThread, transfer = []) => worker.postMessage(message, transfer),
      listen: (onMessage, onFailure) => {
        worker.onmessage = (event: MessageEvent<ThreadToFrame>) => onMessage(event.data);
        worker.onerror = (event) => onFailure(describe(event));
      },
      terminate: () => {
        worker.onmessage = worker.onerror = null;
        worker.terminate();
        this.#detach(slot);
      },
    };
  }

  startPoolWorker(): PoolWorker {
    const worker = new Worker(this.#poolUrl);
    const { slot, place } = this.#attach();
    let onDone: ((message: PoolDone) => void) | undefined;
    const post = (message: FrameToPool): void => worker.postMessage(message);
    worker.onmessage = ({ data }: MessageEvent<PoolToFrame>) => {
      if (data.type === 'pool-done') onDone?.(data);
    };
    worker.onerror = (event) => this.#onFailure(`a pool worker failed: ${describe(event)}`);
    post({ type: 'start', ...place });
    return {
      run: (pid, work, done) => {
        onDone = done;
        post({ type: 'work', pid, work });
      },
      terminate: () => {
        worker.onmessage = worker.onerror = null;
        worker.terminate();
        this.#detach(slot);
      },
    };
  }

  #attach() {
    const slot = this.#freeSlots.pop();
    if (slot === undefined) throw new Error('no free mailbox');
    const mailbox = createMailbox(slot);
    this.postToFiles({ type: 'attach', slot, mailbox });
    return { slot, place: { mailbox, doorbell: this.#doorbell } };
  }

  #detach(slot: number): void {
    this.postToFiles({ type: 'detach', slot });
    this.#freeSlots.push(slot);
  }
}

function describe(event: ErrorEvent): string {
  return `${event.message} (${event.filename}:${event.lineno}:${event.colno})`;
}
