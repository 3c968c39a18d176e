/**
 * The disk behind /mnt/durable: two files in the Origin Private File System of the site's own
 * origin. It is the only part of the embedded Node that the page's storage is open to, so every
 * request is taken for hostile: no names, two images, limited sizes.
 */
import {
  IMAGE_MAX,
  type DiskProblem,
  type DiskReply,
  type DiskRequest,
  type ImageNumber,
} from './disk-protocol.ts';

/** The folder of this project in the origin's storage, and the lock of whoever has it open. */
const FOLDER = 'in-step-durable';
const LOCK = 'in-step-durable';
/** FILE_ERROR_NO_SPACE of Chromium's base/files/file.h. */
const NO_SPACE = -8;
/** How long a tab that is just being closed or reloaded may take to let go (ms). */
const LOCK_PATIENCE = 2000;

/** TypeScript has it in its library for workers only. */
interface SyncAccessHandle {
  read(into: Uint8Array, options: { at: number }): number;
  write(bytes: Uint8Array, options: { at: number }): number;
  truncate(size: number): void;
  getSize(): number;
  flush(): void;
  close(): void;
}

type Images = [SyncAccessHandle, SyncAccessHandle];

class DiskError extends Error {
  readonly problem: DiskProblem;

  constructor(problem: DiskProblem, detail: string) {
    super(detail);
    this.problem = problem;
  }
}

const PROBLEMS: Record<string, DiskProblem> = {
  NoModificationAllowedError: 'in-use',
  InvalidStateError: 'failed',
  NotAllowedError: 'denied',
  SecurityError: 'denied',
  QuotaExceededError: 'full',
};

function problemOf(error: unknown): DiskProblem {
  if (error instanceof DiskError) return error.problem;
  return PROBLEMS[(error as Error)?.name] ?? 'failed';
}

function valid(condition: boolean): void {
  if (!condition) throw new DiskError('failed', 'the request is not valid');
}

export class DiskBroker {
  #images: Images | undefined;
  #letGo: (() => void) | undefined;
  /** Requests are answered one after the other. */
  #turn: Promise<unknown> = Promise.resolve();

  answer(request: DiskRequest): Promise<DiskReply> {
    const { id } = request;
    const reply = this.#turn.then(async (): Promise<DiskReply> => {
      try {
        return { id, ...(await this.#do(request)) };
      } catch (error) {
        return { id, problem: problemOf(error), detail: String((error as Error)?.message) };
      }
    });
    this.#turn = reply;
    return reply;
  }

  async #do(request: DiskRequest): Promise<Omit<DiskReply, 'id'>> {
    switch (request.op) {
      case 'open':
        return { images: await this.#open() };
      case 'write':
        this.#write(request);
        return {};
      case 'wipe':
        await this.#wipe();
        return {};
      default:
        throw new DiskError('failed', 'there is no such request');
    }
  }

  async #open(): Promise<[Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>]> {
    valid(this.#images === undefined);
    if (typeof navigator.storage?.getDirectory !== 'function') {
      throw new DiskError('absent', 'navigator.storage.getDirectory is not there');
    }
    await this.#take();
    try {
      const root = await navigator.storage.getDirectory();
      const folder = await root.getDirectoryHandle(FOLDER, { create: true });
      this.#images = [await openImage(folder, 0), await openImage(folder, 1)];
      return [readAll(this.#images[0]), readAll(this.#images[1])];
    } catch (error) {
      this.#release();
      throw error;
    }
  }

  /** Takes the lock, which this worker has until it ends. */
  #take(): Promise<void> {
    const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
    this.#letGo = letGo;
    return new Promise((taken, refused) => {
      const options = { signal: AbortSignal.timeout(LOCK_PATIENCE) };
      const whenTaken = () => {
        taken();
        return held;
      };
      const whenRefused = (error: Error) => {
        const isLate = error.name === 'TimeoutError';
        refused(isLate ? new DiskError('in-use', 'another tab has the lock') : error);
      };
      navigator.locks.request(LOCK, options, whenTaken).catch(whenRefused);
    });
  }

  #release(): void {
    for (const image of this.#images ?? []) image.close();
    this.#images = undefined;
    this.#letGo?.();
  }

  #write({ image, at, bytes }: Extract<DiskRequest, { op: 'write' }>): void {
    const handle = this.#image(image);
    valid(Number.isInteger(at) && at >= 0 && at <= handle.getSize());
    valid(bytes instanceof Uint8Array && at + bytes.length <= IMAGE_MAX);
    const written = handle.write(bytes, { at });
    const isWhole = written === bytes.length;
    handle.truncate(isWhole ? at + bytes.length : at);
    handle.flush();
    if (isWhole) return;
    // Chromium gives an error's number as if it were a count.
    const isFull = written >= 0 || written === NO_SPACE;
    throw new DiskError(isFull ? 'full' : 'failed', `${written} of ${bytes.length} bytes written`);
  }

  #image(number: ImageNumber): SyncAccessHandle {
    valid(this.#images !== undefined && (number === 0 || number === 1));
    return this.#images![number];
  }

  async #wipe(): Promise<void> {
    const wasOpen = this.#images !== undefined;
    if (!wasOpen) await this.#open();
    for (const image of this.#images!) {
      image.truncate(0);
      image.flush();
    }
    this.#release();
  }
}

async function openImage(
  folder: FileSystemDirectoryHandle,
  number: ImageNumber,
): Promise<SyncAccessHandle> {
  const file = (await folder.getFileHandle(`image-${number}`, { create: true })) as {
    createSyncAccessHandle?(): Promise<SyncAccessHandle>;
  };
  if (typeof file.createSyncAccessHandle !== 'function') {
    throw new DiskError('absent', 'createSyncAccessHandle is not there');
  }
  return file.createSyncAccessHandle();
}

/** What an image holds; one that is larger than this disk ever makes it counts as empty. */
function readAll(image: SyncAccessHandle): Uint8Array<ArrayBuffer> {
  const size = image.getSize();
  const bytes = new Uint8Array(size <= IMAGE_MAX ? size : 0);
  image.read(bytes, { at: 0 });
  return bytes;
}
