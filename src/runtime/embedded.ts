/** The container that needs nobody's server: Node's own lib in threads of this tab. */
import { scripts as scriptUrls } from 'virtual:in-step/embedded-node';
import type { PageDirent } from '../node/files/page-requests.ts';
import type { FileRequest, RuntimeScripts } from '../node/protocol.ts';
import type {
  BootOptions,
  Container,
  ContainerProcess,
  ContainerEvents,
  ContainerFileSystem,
  DurableFile,
  DurableFolder,
  FileSystemTree,
  Preview,
  PreviewOptions,
  SpawnOptions,
  Unsubscribe,
} from './container.ts';
import { DurableDisk, durableError } from './durable.ts';
import { EmbeddedFrame, type FrameScripts } from './embedded-frame.ts';
import { EmbeddedNetwork } from './embedded-network.ts';
import { EmbeddedProcess } from './embedded-process.ts';
import { fetchScript } from './fetch-script.ts';
import { placeInPage, type FramePlace } from './isolation/place.ts';
import type { PreviewReport } from './preview/messages.ts';
import { openPreview } from './preview/preview.ts';
import { previewMessage } from './preview/reports.ts';
import { readSnapshot } from './snapshot-tree.ts';
import { assertSupport } from './support.ts';

const WORKDIR = '/home/user';
const FIRST_PID = 100;

export interface EmbeddedOptions extends BootOptions {
  /** Finds a place for the frame; by default the page, which must be isolated. */
  findPlace?: (options: BootOptions) => Promise<FramePlace>;
  /** The path below which the site lies, with a slash at both ends; `/` unless given. */
  base?: string;
}

/**
 * Fetches the runtime's scripts, boots them in a hidden frame and resolves when a program can run.
 * The frame, which may be a process of its own, is made while the scripts are under way.
 * Rejects with a `BootError`: `not-isolated` where threads cannot share memory.
 */
export async function bootEmbedded(options: EmbeddedOptions = {}): Promise<Container> {
  const { onStep, signal, findPlace = async () => placeInPage(), base = '/' } = options;
  assertSupport();
  const place = await findPlace({ onStep, signal });
  try {
    signal?.throwIfAborted();
    onStep?.('loading');
    const scripts = await fetchScripts(onStep, signal);
    const { frame, version } = await EmbeddedFrame.open(scripts, WORKDIR, place, signal);
    return new EmbeddedContainer(frame, version, base);
  } catch (error) {
    place.giveUp();
    throw error;
  }
}

/** The frame's own script once it is there, and those that it starts workers with. */
async function fetchScripts(
  onStep: BootOptions['onStep'],
  signal?: AbortSignal,
): Promise<FrameScripts> {
  const fetched = async (url: string): Promise<Blob> => {
    const script = await fetchScript(url, signal);
    onStep?.('loading');
    return script;
  };
  const frame = fetched(scriptUrls.frame);
  // The disk's is fetched when a program wants the disk (durable.ts).
  const others = Object.entries(scriptUrls).filter(([name]) => name !== 'frame' && name !== 'disk');
  const workers = Promise.all(
    others.map(async ([name, url]) => [name, await fetched(url)] as const),
  ).then((scripts) => {
    onStep?.('starting');
    return Object.fromEntries(scripts) as unknown as RuntimeScripts;
  });
  workers.catch(() => {}); // told by whoever opens the frame, unless its own script failed first
  return { frame: await (await frame).text(), workers };
}

class EmbeddedContainer implements Container {
  readonly kind = 'embedded';
  readonly version: string;
  readonly workdir = WORKDIR;
  readonly fs: ContainerFileSystem;
  readonly durable: DurableFolder;
  readonly #frame: EmbeddedFrame;
  readonly #network: EmbeddedNetwork;
  readonly #processes = new Map<number, EmbeddedProcess>();
  readonly #listeners = new Map<string, Set<(...args: never[]) => void>>();
  readonly #disk = new DurableDisk();
  readonly #base: string;
  #lastPid = FIRST_PID - 1;

  constructor(frame: EmbeddedFrame, version: string, base: string) {
    this.#base = base;
    this.#frame = frame;
    this.#network = new EmbeddedNetwork(frame);
    this.version = version;
    this.fs = fileSystem((file) => requestFile(frame, file));
    this.durable = durableFolder((file) => requestFile(frame, file));
    frame.onEvent = (event) => {
      if (event.type === 'network-left') return this.#network.left(event.owner);
      if (event.type === 'network-moved') return this.#network.moved(event.id, event.owner);
      if (event.type === 'port') return this.#announcePort(event.port, event.open);
      if (event.type === 'disk-wanted') return this.#connectDisk();
      if (event.type === 'disk-problem') return this.#emit('durable', event.problem);
      const process = this.#processes.get(event.pid);
      if (event.type === 'output') return process?.receive(event.data);
      if (event.type === 'reading') return process?.reads(event.isRaw);
      if (event.type === 'loop') return process?.onLoop?.(event.events);
      this.#processes.delete(event.pid);
      process?.exited(event.code);
    };
    frame.onLost = (reason) => {
      this.#disk.close();
      this.#loseProcesses(`The embedded Node was lost: ${reason}.`);
      this.#emit('lost', reason);
    };
  }

  async mount(
    tree: FileSystemTree | Uint8Array,
    options: { mountPoint?: string } = {},
  ): Promise<void> {
    const files = tree instanceof Uint8Array ? readSnapshot(tree) : tree;
    const requests = [...treeRequests(files, absolute(options.mountPoint ?? '.'))];
    await Promise.all(requests.map((file) => requestFile(this.#frame, file)));
  }

  async spawn(
    command: string,
    args: string[],
    options: SpawnOptions = {},
  ): Promise<ContainerProcess> {
    if (command !== 'node') {
      throw new Error(`The embedded Node can run "node" only, not "${command}".`);
    }
    const { terminal, onLoop } = options;
    const pid = ++this.#lastPid;
    const process = new EmbeddedProcess(this.#frame, pid, {
      discard: options.output === false,
      isTerminal: terminal !== undefined,
      onLoop,
    });
    this.#processes.set(pid, process);
    const env: Record<string, string> = {
      PATH: '/usr/local/bin:/usr/bin:/bin',
      HOME: WORKDIR,
      ...(terminal && { TERM: 'xterm-256color', COLORTERM: 'truecolor' }),
    };
    for (const [name, value] of Object.entries(options.env ?? {})) env[name] = String(value);
    await this.#frame.request({
      type: 'spawn',
      pid,
      spawn: {
        args,
        cwd: absolute(options.cwd ?? '.'),
        env,
        ...(terminal && { terminal }),
        ...(onLoop && { tracesLoop: true }),
      },
    });
    return process;
  }

  openPreview(port: number, options: PreviewOptions): Preview {
    const onReport = (report: PreviewReport, url: string) => {
      const message = previewMessage(report, url);
      if (message) this.#emit('preview-message', message);
    };
    const connect = () => this.#network.connect(port);
    const base = this.#base;
    return openPreview(connect, `http://localhost:${port}`, { ...options, base, onReport });
  }

  on<E extends keyof ContainerEvents>(event: E, listener: ContainerEvents[E]): Unsubscribe {
    const listeners = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, listeners.add(listener));
    return () => void listeners.delete(listener);
  }

  #emit<E extends keyof ContainerEvents>(event: E, ...args: Parameters<ContainerEvents[E]>): void {
    for (const listener of this.#listeners.get(event) ?? []) {
      (listener as (...all: unknown[]) => void)(...args);
    }
  }

  #announcePort(port: number, open: boolean): void {
    const url = `http://localhost:${port}/`;
    this.#emit('port', port, open ? 'open' : 'close', url);
    if (open) this.#emit('server-ready', port, url);
  }

  #connectDisk(): void {
    this.#disk.connect().then(
      (port) => this.#frame.post({ type: 'disk-port', port }, [port]),
      (error) => this.#frame.post({ type: 'disk-port', port: null, detail: String(error) }),
    );
  }

  teardown(): void {
    this.#disk.close();
    this.#frame.close();
    this.#loseProcesses('The embedded Node was torn down.');
  }

  #loseProcesses(message: string): void {
    for (const process of this.#processes.values()) process.lost(new Error(message));
    this.#processes.clear();
  }
}

/** `path` from the working directory, without `.` and `..`. */
function absolute(path: string): string {
  const parts: string[] = [];
  for (const part of (path.startsWith('/') ? path : `${WORKDIR}/${path}`).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

function* treeRequests(tree: FileSystemTree, folder: string): Generator<FileRequest> {
  yield { op: 'mkdir', path: folder, recursive: true };
  for (const [name, node] of Object.entries(tree)) {
    const path = `${folder}/${name}`;
    if ('directory' in node) yield* treeRequests(node.directory, path);
    else if ('symlink' in node.file) yield { op: 'symlink', path, target: node.file.symlink };
    else yield { op: 'writeFile', path, data: bytes(node.file.contents) };
  }
}

/** Bytes of their own, to be given away: neither the caller's nor part of a larger buffer. */
function bytes(data: string | Uint8Array): Uint8Array<ArrayBuffer> {
  return typeof data === 'string' ? new TextEncoder().encode(data) : new Uint8Array(data);
}

function requestFile(frame: EmbeddedFrame, file: FileRequest): Promise<unknown> {
  return frame.request({ type: 'files', file }, file.op === 'writeFile' ? [file.data.buffer] : []);
}

type RequestFile = (file: FileRequest) => Promise<unknown>;

function durableFolder(request: RequestFile): DurableFolder {
  async function list(folder: string): Promise<DurableFile[]> {
    const entries = await request({ op: 'readdir', path: `/mnt/durable/${folder}` });
    const files = (entries as PageDirent[]).map(async ({ name, directory, size }) => {
      const path = `${folder}${name}`;
      return directory ? list(`${path}/`).catch(noneIfGone) : [{ path, size }];
    });
    return (await Promise.all(files)).flat();
  }
  const explained = <T>(result: Promise<T>) =>
    result.catch((error) => {
      throw durableError(error);
    });
  return {
    list: () => explained(list('').then((files) => files.sort(byPath))),
    wipe: () => explained(request({ op: 'wipe' }).then(() => {})),
  };
}

/** A folder may go while the list is made. */
function noneIfGone(error: Error & { code?: string }): DurableFile[] {
  if (error.code === 'ENOENT') return [];
  throw error;
}

function byPath(a: DurableFile, b: DurableFile): number {
  return a.path < b.path ? -1 : 1;
}

function fileSystem(request: RequestFile): ContainerFileSystem {
  async function readFile(path: string, encoding?: null): Promise<Uint8Array>;
  async function readFile(path: string, encoding: string): Promise<string>;
  async function readFile(path: string, encoding?: string | null): Promise<Uint8Array | string> {
    const data = (await request({ op: 'readFile', path: absolute(path) })) as Uint8Array;
    if (encoding == null) return data;
    if (encoding !== 'utf8' && encoding !== 'utf-8') {
      throw new Error(`Files can be read as utf8 or as bytes, not as "${encoding}".`);
    }
    return new TextDecoder().decode(data);
  }
  return {
    readFile,
    async writeFile(path, data) {
      await request({ op: 'writeFile', path: absolute(path), data: bytes(data) });
    },
    async mkdir(path, { recursive = false } = {}) {
      await request({ op: 'mkdir', path: absolute(path), recursive });
    },
    async readdir(path) {
      const entries = await request({ op: 'readdir', path: absolute(path) });
      return (entries as { name: string }[]).map(({ name }) => name);
    },
    async rm(path, { force = false, recursive = false } = {}) {
      await request({ op: 'rm', path: absolute(path), force, recursive });
    },
    async rename(from, to) {
      await request({ op: 'rename', path: absolute(from), to: absolute(to) });
    },
  };
}
