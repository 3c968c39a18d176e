/**
 * Packages for a container, from the snapshots that the build made (src/build/packages): fetched
 * when a run first needs them, unpacked by the browser, mounted once in each container.
 */
import type { Container } from './container.ts';
import { withDeadline } from './deadline.ts';
import { InstallError } from './words.ts';

export interface Snapshot {
  /** What the reader is told of it: a package and its version. */
  title: string;
  url: string;
  /** Bytes to fetch, and bytes that they unpack to. */
  size: number;
  unpackedSize: number;
}

export interface InstallProgress {
  /** Titles of what is not there yet. */
  titles: string[];
  /** Bytes of `size`, over all snapshots that were asked for together. */
  received: number;
  size: number;
}

/** Milliseconds without a byte, and for mounting. */
const STALL = 30_000;
const MOUNT = 60_000;

/** One snapshot on its way into one container. */
interface Installation {
  received: number;
  isDone: boolean;
  done: Promise<void>;
  /** Those who wait. */
  listeners: Set<() => void>;
}

const installations = new WeakMap<Container, Map<string, Installation>>();
/** URLs whose last answer was no good: the browser's cache may hold it. */
const failed = new Set<string>();

/**
 * Resolves when all of `snapshots` are mounted in the container's working directory. `onProgress`
 * is called at once and on every change, and never if there is nothing to do. What fails can be
 * tried again. Rejects with an `InstallError`.
 */
export async function installSnapshots(
  container: Container,
  snapshots: Snapshot[],
  onProgress: (progress: InstallProgress) => void,
): Promise<void> {
  const wanted = snapshots.map(
    (snapshot) => [snapshot, installationOf(container, snapshot)] as const,
  );
  if (wanted.every(([, { isDone }]) => isDone)) return;
  const tell = () => {
    const pending = wanted.filter(([, { isDone }]) => !isDone);
    onProgress({
      titles: pending.map(([{ title }]) => title),
      received: wanted.reduce((sum, [, { received }]) => sum + received, 0),
      size: snapshots.reduce((sum, { size }) => sum + size, 0),
    });
  };
  tell();
  for (const [, { listeners }] of wanted) listeners.add(tell);
  try {
    await Promise.all(wanted.map(([, { done }]) => done));
  } finally {
    for (const [, { listeners }] of wanted) listeners.delete(tell);
  }
}

function installationOf(container: Container, snapshot: Snapshot): Installation {
  const all = installations.get(container) ?? new Map<string, Installation>();
  installations.set(container, all);
  const known = all.get(snapshot.url);
  if (known) return known;
  const installation: Installation = {
    received: 0,
    isDone: false,
    done: Promise.resolve(),
    listeners: new Set(),
  };
  all.set(snapshot.url, installation);
  installation.done = install(container, snapshot, installation).catch((error) => {
    all.delete(snapshot.url);
    throw error;
  });
  return installation;
}

async function install(
  container: Container,
  snapshot: Snapshot,
  installation: Installation,
): Promise<void> {
  const tell = () => installation.listeners.forEach((listener) => listener());
  const bytes = await loadSnapshot(snapshot, (received) => {
    installation.received = received;
    tell();
  });
  const lost = new Promise<never>((_, reject) => {
    container.on('lost', (reason) => reject(new InstallError('lost', reason)));
  });
  lost.catch(() => {});
  const late = () => new InstallError('took-too-long', snapshot.title);
  await withDeadline(Promise.race([container.mount(bytes), lost]), MOUNT, late);
  installation.isDone = true;
  tell();
}

/**
 * Fetches and unpacks a snapshot, for `Container.mount`. `onReceived` is told how many bytes of its
 * `size` have come. Rejects with an `InstallError`.
 */
export async function loadSnapshot(
  snapshot: Snapshot,
  onReceived: (bytes: number) => void = () => {},
): Promise<Uint8Array> {
  try {
    const bytes = await unpack(await fetchPacked(snapshot, onReceived), snapshot);
    failed.delete(snapshot.url);
    return bytes;
  } catch (error) {
    failed.add(snapshot.url);
    throw error;
  }
}

/** The snapshot as it is on the server, in chunks. */
async function fetchPacked(
  { url, title, size }: Snapshot,
  onReceived: (bytes: number) => void,
): Promise<Uint8Array<ArrayBuffer>[]> {
  const stalled = new AbortController();
  const inTime = async <T>(promise: Promise<T>): Promise<T> => {
    try {
      return await withDeadline(promise, STALL, () => new Error('nothing came any more'));
    } catch (error) {
      stalled.abort();
      const code = navigator.onLine === false ? 'packages-offline' : 'packages-unreachable';
      throw new InstallError(code, `${title}: ${(error as Error).message}`);
    }
  };
  const cache = failed.has(url) ? 'reload' : 'default';
  const response = await inTime(fetch(url, { signal: stalled.signal, cache }));
  if (!response.ok) {
    throw new InstallError('packages-missing', `${title}: the server answered ${response.status}`);
  }
  const reader = response.body!.getReader();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let received = 0;
  for (;;) {
    const { value, done } = await inTime(reader.read());
    if (done) break;
    chunks.push(value);
    received += value.length;
    onReceived(Math.min(received, size));
  }
  if (received < size) {
    throw new InstallError('packages-unreachable', `${title}: ${received} of ${size} bytes came`);
  }
  return chunks;
}

async function unpack(
  chunks: Uint8Array<ArrayBuffer>[],
  { title, unpackedSize }: Snapshot,
): Promise<Uint8Array> {
  const unpacked = new Blob(chunks).stream().pipeThrough(new DecompressionStream('gzip'));
  const bytes = await new Response(unpacked).bytes().catch((error: Error) => {
    throw new InstallError('packages-damaged', `${title}: ${error.message}`);
  });
  if (bytes.length === unpackedSize) return bytes;
  throw new InstallError('packages-damaged', `${title}: ${bytes.length} of ${unpackedSize} bytes`);
}
