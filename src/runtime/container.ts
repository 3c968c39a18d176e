/**
 * What the notebook asks of whatever runs the reader's code: the subset of `@webcontainer/api`
 * that it uses, in that package's own types, plus what is running (`kind`, `version`) and word of
 * its loss. There are two makers: `bootWebContainer` (webcontainer.ts) and `bootEmbedded`
 * (embedded.ts); `choose.ts` decides between them.
 */
import type {
  BufferEncoding,
  FileSystemTree,
  PreviewMessage,
  SpawnOptions as WebContainerSpawnOptions,
  Unsubscribe,
  WebContainerProcess,
} from '@webcontainer/api';
import type { DiskProblem, DurableFile, LoopEvent, LoopPhase } from '../node/index.ts';

export type {
  DiskProblem,
  DurableFile,
  FileSystemTree,
  LoopEvent,
  LoopPhase,
  PreviewMessage,
  Unsubscribe,
  WebContainerProcess,
};

export interface SpawnOptions extends WebContainerSpawnOptions {
  /** Hears how the event loop of the process's main thread runs. Only the embedded Node tells. */
  onLoop?: (events: LoopEvent[]) => void;
}

export type ContainerKind = 'webcontainer' | 'embedded';

/**
 * What a boot is doing: asking whether it can, getting shared memory for its threads, fetching its
 * scripts, starting its machine.
 */
export type BootStep = 'checking' | 'isolating' | 'loading' | 'starting';

/** What choose.ts hands to both makers. */
export interface BootOptions {
  /** Called when a step begins, and again on progress within it: each call restarts its deadline. */
  onStep?: (step: BootStep) => void;
  /** Aborted when nobody waits for this container any more. */
  signal?: AbortSignal;
}

/** A maker rejects with a `BootError` (words.ts) where it knows the cause. */
export type BootContainer = (options?: BootOptions) => Promise<Container>;

/** Paths are relative to `workdir`, as in `@webcontainer/api`. */
export interface ContainerFileSystem {
  readFile(path: string, encoding?: null): Promise<Uint8Array>;
  readFile(path: string, encoding: BufferEncoding): Promise<string>;
  writeFile(path: string, data: string | Uint8Array): Promise<void>;
  mkdir(path: string, options?: { recursive?: boolean }): Promise<void>;
  readdir(path: string): Promise<string[]>;
  rm(path: string, options?: { force?: boolean; recursive?: boolean }): Promise<void>;
  rename(from: string, to: string): Promise<void>;
}

export interface ContainerEvents {
  /** A server began to listen; `url` is where a preview frame can show it. */
  'server-ready': (port: number, url: string) => void;
  port: (port: number, type: 'open' | 'close', url: string) => void;
  /** A previewed page reports an error. What it says is a stranger's. */
  'preview-message': (message: PreviewMessage) => void;
  /** /mnt/durable cannot be had, or does not take what is written: see `sayDiskProblem`. */
  durable: (problem: DiskProblem) => void;
  /** The container died (its frame was removed, ran out of memory or stopped answering). */
  lost: (reason: string) => void;
}

export interface ContainerProcess extends WebContainerProcess {
  /**
   * Calls back each time the program waits for input. Absent where that cannot be known: a
   * WebContainer does not tell.
   */
  onReading?(listener: () => void): void;
}

export interface PreviewOptions {
  /** What the frame is called to those who do not see it. */
  title: string;
  /** Called with the address of each page that is shown, where that is known. */
  onAddress?: (url: string) => void;
}

/** A page of a program's server, in a frame that can reach neither the site nor its data. */
export interface Preview {
  readonly element: HTMLElement;
  reload(): void;
  close(): void;
}

/** Both calls reject with a `DurableError` (words.ts). */
export interface DurableFolder {
  /** Its files, by name. */
  list(): Promise<DurableFile[]>;
  /** Leaves nothing in it. */
  wipe(): Promise<void>;
}

export interface Container {
  readonly kind: ContainerKind;
  /** Node's own version as the container reports it, such as `v26.10.0`. */
  readonly version: string;
  /** Absolute path of the folder that `mount` and `fs` start from. */
  readonly workdir: string;
  readonly fs: ContainerFileSystem;
  /** Adds files to those that are there. A snapshot's bytes (snapshots.ts) are given away. */
  mount(tree: FileSystemTree | Uint8Array, options?: { mountPoint?: string }): Promise<void>;
  /**
   * Starts a process. With `terminal` its standard streams are a TTY of that size, without they
   * are pipes. `output` carries stdout and stderr in the order they were written, decoded as UTF-8.
   */
  spawn(command: string, args: string[], options?: SpawnOptions): Promise<ContainerProcess>;
  /** Shows the page of the server on `port`, which has been announced by a `port` event. */
  openPreview(port: number, options: PreviewOptions): Preview;
  on<E extends keyof ContainerEvents>(event: E, listener: ContainerEvents[E]): Unsubscribe;
  /** What programs keep at /mnt/durable. Only the embedded Node has it. */
  readonly durable?: DurableFolder;
  teardown(): void;
}
