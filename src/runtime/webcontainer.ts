/**
 * The WebContainer of `@webcontainer/api` as a `Container`.
 *
 * The client's `boot()` never rejects, and as long as it is pending every later one waits for it.
 * So the pending boot is kept here from one attempt to the next, and a retry reloads its frame.
 */
import { configureAPIKey, WebContainer } from '@webcontainer/api';
import type { BootOptions, Container, ContainerEvents } from './container.ts';
import { untilAborted, withDeadline } from './deadline.ts';
import {
  hostOrigin,
  onFrameInit,
  probeHost,
  reloadFrame,
  watchFrame,
} from './webcontainer-frame.ts';
import { joinSplitCharacters } from './webcontainer-output.ts';
import { spawnWithin } from './webcontainer-process.ts';
import { BootError } from './words.ts';

/** Milliseconds. */
const CALL = 15_000;
const MOUNT = 60_000;
const HEARTBEAT = 10_000;

/** What became of the client on this page: outlives every attempt and every container. */
const client = {
  configured: false,
  pending: null as Promise<WebContainer> | null,
  /** How many attempts wait for `pending`; an instance that nobody waits for is torn down. */
  waiting: 0,
  /** The frame has sent its port: reloading it would change nothing. */
  initialised: false,
  lost: false,
};

/** Rejects with a `BootError`. The deadlines of the steps are the caller's. */
export async function bootWebContainer(
  options: BootOptions & { apiKey?: string } = {},
): Promise<Container> {
  if (client.lost) throw new BootError('needs-reload');
  if (options.apiKey && !client.configured) configureAPIKey(options.apiKey);
  client.configured = true;

  options.onStep?.('checking');
  await probeHost(options.signal);
  options.onStep?.('loading');
  return adapt(await waitForClient(options));
}

async function waitForClient({ onStep, signal }: BootOptions): Promise<WebContainer> {
  // Reloaded now, the frame would forget the boot that it has begun, and never answer it.
  if (client.pending && client.initialised) throw new BootError('needs-reload');
  const watching = new AbortController();
  const failed = new Promise<never>((_, reject) => {
    watchFrame(() => onStep?.('starting'), reject, watching.signal);
  });
  if (client.initialised) onStep?.('starting');
  client.waiting++;
  try {
    if (client.pending) reloadFrame();
    else client.pending = beginBoot();
    return await untilAborted(Promise.race([client.pending, failed]), signal);
  } finally {
    client.waiting--;
    watching.abort();
  }
}

async function beginBoot(): Promise<WebContainer> {
  const booting = new AbortController();
  // Noticed also while no attempt waits.
  onFrameInit(() => (client.initialised = true), booting.signal);
  try {
    const instance = await WebContainer.boot({ coep: 'require-corp', workdirName: 'in-step' });
    if (client.waiting === 0) instance.teardown();
    return instance;
  } finally {
    client.pending = null;
    booting.abort();
  }
}

async function adapt(instance: WebContainer): Promise<Container> {
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
  const heartbeat = everyBeat(
    () => withDeadline(instance.fs.readdir('.'), HEARTBEAT, () => late('fs.readdir')),
    () => {
      client.lost = true;
      end();
      for (const listener of lostListeners) listener(`no answer from ${hostOrigin()}`);
    },
  );
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
      on(event, listener) {
        if (event === 'lost') {
          lostListeners.add(listener as ContainerEvents['lost']);
          return () => lostListeners.delete(listener as ContainerEvents['lost']);
        }
        // The client overloads `on` per event, with these same listeners.
        return instance.on(event as 'error', listener as ContainerEvents['error']);
      },
      teardown: end,
    };
    return container;
  } catch (error) {
    end();
    throw error;
  }
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
