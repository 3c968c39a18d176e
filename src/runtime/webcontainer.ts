/**
 * The WebContainer of `@webcontainer/api` as a `Container`.
 *
 * The client's `boot()` never rejects, and as long as it is pending every later one waits for it.
 * So the pending boot is kept here from one attempt to the next, and a retry reloads its frame.
 */
import { configureAPIKey, WebContainer } from '@webcontainer/api';
import type {
  BootOptions,
  Container,
  ContainerEvents,
  Preview,
  PreviewOptions,
} from './container.ts';
import { untilAborted, withDeadline } from './deadline.ts';
import { assertSupport } from './support.ts';
import { HostFrame, hostOrigin } from './webcontainer-frame.ts';
import { joinSplitCharacters } from './webcontainer-output.ts';
import { spawnWithin } from './webcontainer-process.ts';
import { BootError, causeOf } from './words.ts';

/** Milliseconds. */
const CALL = 15_000;
const MOUNT = 60_000;
const HEARTBEAT = 10_000;

/** What became of the client on this page: outlives every attempt and every container. */
const client = {
  configured: false,
  frame: null as HostFrame | null,
  pending: null as Promise<WebContainer> | null,
  /** How many attempts wait for `pending`; an instance that nobody waits for is torn down. */
  waiting: 0,
  /** An attempt has waited for `pending` as long as it may. */
  overdue: false,
  lost: false,
};

export interface WebContainerOptions extends BootOptions {
  apiKey?: string;
  /** Isolates the page, which the client needs; by default it is isolated already. */
  isolate?: (options: BootOptions) => Promise<void>;
}

/** Rejects with a `BootError`. The deadlines of the steps are the caller's. */
export async function bootWebContainer(options: WebContainerOptions = {}): Promise<Container> {
  if (client.lost) throw new BootError('needs-reload');
  if (options.apiKey && !client.configured) configureAPIKey(options.apiKey);
  client.configured = true;

  options.onStep?.('checking');
  assertSupport();
  const frame = (client.frame ??= new HostFrame());
  await frame.probe(options.signal);
  await options.isolate?.(options);
  options.onStep?.('loading');
  return adapt(await waitForClient(frame, options), frame);
}

/** Resolves with the client's instance when the host has built it. */
async function waitForClient(
  frame: HostFrame,
  { onStep, signal, apiKey }: WebContainerOptions,
): Promise<WebContainer> {
  if (client.pending && client.overdue) {
    // Reloaded now, the frame would forget the boot that it has begun, and never answer it.
    if (frame.state === 'initialised') throw new BootError('needs-reload');
    frame.reload();
  } else if (client.pending && frame.state === 'silent') {
    frame.reload();
  }
  client.overdue = false;
  const watching = new AbortController();
  client.waiting++;
  try {
    client.pending ??= beginBoot();
    const failed = new Promise<never>((_, reject) => {
      const onState = (state: typeof frame.state) => {
        if (state === 'initialised') onStep?.('starting');
        else if (state === 'silent') reject(new BootError(apiKey ? 'key-refused' : 'host-silent'));
        else if (state === 'blocked') reject(new BootError('blocked'));
        else if (state === 'removed') reject(new BootError('needs-reload'));
      };
      frame.watch(onState, watching.signal);
    });
    return await untilAborted(Promise.race([client.pending, failed]), signal);
  } catch (error) {
    client.overdue = causeOf(error).code === 'took-too-long';
    throw error;
  } finally {
    client.waiting--;
    watching.abort();
  }
}

async function beginBoot(): Promise<WebContainer> {
  try {
    const instance = await WebContainer.boot({
      coep: 'require-corp',
      workdirName: 'in-step',
      forwardPreviewErrors: true,
    });
    if (client.waiting === 0) instance.teardown();
    return instance;
  } catch (error) {
    throw explain(error);
  } finally {
    client.pending = null;
  }
}

/**
 * What the host rejects a boot with, as a cause where it can be told. Its words for storage that is
 * blocked are not documented: these are guessed, and with others the reader gets `error` and the words.
 */
function explain(error: unknown): BootError {
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const isStorage = /SecurityError|storage|cookie|service ?worker|indexeddb/i.test(message);
  return new BootError(isStorage ? 'storage-blocked' : 'error', message);
}

async function adapt(instance: WebContainer, frame: HostFrame): Promise<Container> {
  joinSplitCharacters(instance);
  const lostListeners = new Set<ContainerEvents['lost']>();
  const ended = new AbortController();

  const end = () => {
    clearInterval(heartbeat);
    ended.abort();
    try {
      instance.teardown();
    } catch {
      // torn down before
    }
  };
  const lose = (reason: string) => {
    client.lost = true;
    // Before its processes end: they were lost, they did not exit.
    for (const listener of lostListeners) listener(reason);
    end();
  };
  const heartbeat = everyBeat(
    () => withDeadline(instance.fs.readdir('.'), HEARTBEAT, () => late('fs.readdir')),
    () => lose(`no answer from ${hostOrigin()}`),
  );
  frame.watch((state) => {
    if (state === 'removed') lose('its frame was removed');
  }, ended.signal);
  const urls = new Map<number, string>();
  instance.on('port', (port, _type, url) => urls.set(port, url));
  const spawn: Container['spawn'] = (command, args, options) =>
    spawnWithin(CALL, instance, command, args, options, ended.signal);

  try {
    const container: Container = {
      kind: 'webcontainer',
      version: await nodeVersion(spawn),
      workdir: instance.workdir,
      fs: fileSystem(instance),
      mount: (tree, options) =>
        withDeadline(instance.mount(tree, options), MOUNT, () => late('mount')),
      spawn,
      openPreview: (port, options) => urlPreview(urls.get(port) ?? '', options),
      on(event, listener) {
        if (event === 'lost') {
          lostListeners.add(listener as ContainerEvents['lost']);
          return () => lostListeners.delete(listener as ContainerEvents['lost']);
        }
        // The host knows no such event, and the client leaves its refusal unhandled.
        if (event === 'durable') return () => {};
        // The client overloads `on` per event, with these same listeners.
        return instance.on(event as 'port', listener as ContainerEvents['port']);
      },
      teardown: end,
    };
    return container;
  } catch (error) {
    end();
    throw error;
  }
}

/** The page of an origin of its own, which its host keeps apart from the site. */
function urlPreview(url: string, { title, onAddress }: PreviewOptions): Preview {
  const element = document.createElement('iframe');
  element.title = title;
  element.setAttribute('sandbox', 'allow-scripts allow-forms allow-same-origin');
  element.allow = 'cross-origin-isolated';
  element.src = url;
  onAddress?.(url);
  return {
    element,
    reload: () => element.setAttribute('src', url),
    close: () => element.remove(),
  };
}

function fileSystem({ fs }: WebContainer): Container['fs'] {
  const within = <T>(call: string, promise: Promise<T>) =>
    withDeadline(promise, CALL, () => late(`fs.${call}`));
  return {
    // The client overloads readFile per encoding, as Container does.
    readFile: ((path: string, encoding: 'utf8') =>
      within('readFile', fs.readFile(path, encoding))) as Container['fs']['readFile'],
    writeFile: (path, data) => within('writeFile', fs.writeFile(path, data)),
    mkdir: async (path, options) => {
      await within('mkdir', fs.mkdir(path, { recursive: options?.recursive as true }));
    },
    readdir: (path) => within('readdir', fs.readdir(path)),
    rm: (path, options) => within('rm', fs.rm(path, options)),
    rename: (from, to) => within('rename', fs.rename(from, to)),
  };
}

async function nodeVersion(spawn: Container['spawn']): Promise<string> {
  const process = await spawn('node', ['--version']);
  let output = '';
  for await (const chunk of process.output) output += chunk;
  const version = /v\d+\.\d+\.\d+\S*/.exec(output)?.[0];
  if (!version) throw new BootError('error', `node --version said ${JSON.stringify(output)}`);
  return version;
}

/** Calls `onDeath` after two beats in a row that fail: one may be late in a page long asleep. */
function everyBeat(beat: () => Promise<unknown>, onDeath: () => void) {
  let missed = 0;
  let beating = false;
  return setInterval(() => {
    if (beating) return;
    beating = true;
    beat()
      .then(
        () => (missed = 0),
        () => ++missed === 2 && onDeath(),
      )
      .finally(() => (beating = false));
  }, HEARTBEAT);
}

function late(call: string): Error {
  return new Error(`WebContainer did not answer ${call}`);
}
