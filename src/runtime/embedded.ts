/** The container that needs nobody's server: Node's own lib in threads of this tab (src/node). */
import { scripts as scriptUrls } from 'virtual:in-step/embedded-node';
import { bootNode, type EmbeddedNode, type NodeScripts } from '../node/index.ts';
import type {
  BootOptions,
  Container,
  ContainerEvents,
  ContainerFileSystem,
  ContainerProcess,
  DurableFolder,
  FileSystemTree,
  Preview,
  PreviewOptions,
  SpawnOptions,
  Unsubscribe,
} from './container.ts';
import { durableError } from './durable.ts';
import { fetchScript } from './fetch-script.ts';
import { placeInPage, type FramePlace } from './isolation/place.ts';
import type { PreviewReport } from './preview/messages.ts';
import { openPreview } from './preview/preview.ts';
import { previewMessage } from './preview/reports.ts';
import { readSnapshot } from './snapshot-tree.ts';
import { assertSupport } from './support.ts';
import { BootError } from './words.ts';

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
    const scripts = fetchScripts(onStep, signal);
    const node = await bootNode({ scripts, diskScript: scriptUrls.disk, place, signal });
    return new EmbeddedContainer(node, base);
  } catch (error) {
    place.giveUp();
    signal?.throwIfAborted();
    throw error instanceof BootError ? error : new BootError('error', (error as Error).message);
  }
}

/** The frame's own script, and what it starts workers with: last, what few programs use of lib. */
function fetchScripts(onStep: BootOptions['onStep'], signal?: AbortSignal): NodeScripts {
  // The disk's is fetched when a program wants the disk.
  const first = Object.entries(scriptUrls).filter(
    ([name]) => name !== 'disk' && name !== 'libRest',
  );
  const fetched = first.map(([name, url]) => {
    const script = fetchScript(url, signal);
    script.then(
      () => onStep?.('loading'),
      () => {}, // told by whoever waits for it
    );
    return [name, script] as const;
  });
  const rest = Promise.all(fetched.map(([, script]) => script)).then(() => {
    onStep?.('starting');
    return fetchScript(scriptUrls.libRest, signal);
  });
  return { ...Object.fromEntries(fetched), libRest: rest } as NodeScripts;
}

class EmbeddedContainer implements Container {
  readonly kind = 'embedded';
  readonly version: string;
  readonly workdir: string;
  readonly fs: ContainerFileSystem;
  readonly durable: DurableFolder;
  readonly #node: EmbeddedNode;
  readonly #base: string;
  readonly #previewListeners = new Set<ContainerEvents['preview-message']>();

  constructor(node: EmbeddedNode, base: string) {
    const { version, workdir, files } = node;
    this.version = version;
    this.workdir = workdir;
    this.fs = files;
    this.durable = {
      list: () => files.listDurable().catch(rethrow),
      wipe: () => files.wipeDurable().catch(rethrow),
    };
    this.#node = node;
    this.#base = base;
  }

  mount(
    tree: FileSystemTree | Uint8Array,
    { mountPoint }: { mountPoint?: string } = {},
  ): Promise<void> {
    const files = tree instanceof Uint8Array ? readSnapshot(tree) : tree;
    return this.#node.files.mount(files, mountPoint);
  }

  async spawn(
    command: string,
    args: string[],
    options: SpawnOptions = {},
  ): Promise<ContainerProcess> {
    if (command !== 'node') {
      throw new Error(`The embedded Node can run "node" only, not "${command}".`);
    }
    return this.#node.spawn(args, options);
  }

  openPreview(port: number, options: PreviewOptions): Preview {
    const onReport = (report: PreviewReport, url: string) => {
      const message = previewMessage(report, url);
      if (!message) return;
      for (const listener of this.#previewListeners) listener(message);
    };
    const connect = () => this.#node.connect(port);
    const base = this.#base;
    return openPreview(connect, `http://localhost:${port}`, { ...options, base, onReport });
  }

  on<E extends keyof ContainerEvents>(event: E, listener: ContainerEvents[E]): Unsubscribe {
    return this.#subscribe[event](listener);
  }

  /** What the notebook hears of, by what Node tells. */
  readonly #subscribe: {
    [E in keyof ContainerEvents]: (listener: ContainerEvents[E]) => Unsubscribe;
  } = {
    port: (listener) =>
      this.#node.on('port', (port, isOpen) =>
        listener(port, isOpen ? 'open' : 'close', urlOf(port)),
      ),
    'server-ready': (listener) =>
      this.#node.on('port', (port, isOpen) => {
        if (isOpen) listener(port, urlOf(port));
      }),
    'preview-message': (listener) => {
      this.#previewListeners.add(listener);
      return () => void this.#previewListeners.delete(listener);
    },
    durable: (listener) => this.#node.on('disk', listener),
    lost: (listener) => this.#node.on('lost', listener),
  };

  teardown(): void {
    this.#node.teardown();
  }
}

const urlOf = (port: number): string => `http://localhost:${port}/`;

function rethrow(error: Error & { code?: string }): never {
  throw durableError(error);
}
