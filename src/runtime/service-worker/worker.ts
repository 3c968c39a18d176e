/**
 * The site's one service worker. It lets the site be read, searched and run without a network, and
 * it isolates what the host's headers do not. Installing it fetches nothing: pages say when there is
 * leisure to keep something (`messages.ts`). A new one takes over at once, for what an open page may
 * want is found by its version, whoever answers.
 */
import { answer } from './answers.ts';
import { ISOLATES } from './addresses.ts';
import { headersFor, withHeaders } from './isolation.ts';
import { Keeper, KeepError } from './keep.ts';
import type { PageToWorker, WorkerToPage } from './messages.ts';
import { Readers } from './readers.ts';
import { bytesOf, routeOf, type SiteFiles } from './site-files.ts';
import { Store } from './store.ts';

/** What is used here of the service worker's types, which TypeScript keeps apart from the page's. */
interface Client {
  readonly id: string;
  readonly frameType: string;
  readonly url: string;
}
interface ServiceWorkerScope extends EventTarget {
  readonly clients: {
    claim(): Promise<void>;
    matchAll(options: object): Promise<Client[]>;
  };
  skipWaiting(): Promise<void>;
}
interface ExtendableEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface FetchEvent extends ExtendableEvent {
  readonly request: Request;
  readonly clientId: string;
  respondWith(response: Promise<Response>): void;
}
interface MessageFromPage extends ExtendableEvent {
  readonly data: PageToWorker;
  readonly source: Client;
  readonly ports: MessagePort[];
}

/** Put here by the build (src/build/offline.ts). */
declare const SITE_FILES: SiteFiles;

const scope = globalThis as unknown as ServiceWorkerScope;
const files = SITE_FILES;
const isolatesPages = new URL(location.href).searchParams.has(ISOLATES);

const store = new Store(caches, files.base);
const keeper = new Keeper(store, files, (path, options) => fetch(path, options));
const readers = new Readers(store, files, async () => {
  const open = await scope.clients.matchAll({ type: 'window', includeUncontrolled: true });
  return open.filter(isReader).map(({ id }) => id);
});

function isReader({ frameType, url }: Client): boolean {
  return frameType === 'top-level' && new URL(url).pathname.startsWith(files.base);
}

scope.addEventListener('install', (event) => {
  (event as ExtendableEvent).waitUntil(scope.skipWaiting());
});

scope.addEventListener('activate', (event) => {
  (event as ExtendableEvent).waitUntil(scope.clients.claim());
});

scope.addEventListener('fetch', (event) => {
  const { request, clientId } = event as FetchEvent;
  const route = routeOf(request, files, location.origin);
  const added = headersFor(request, route, isolatesPages);
  if (!route && !added) return;
  const later = (work: Promise<unknown>) => (event as FetchEvent).waitUntil(work);
  const around = { store, readers, files, fetch: (asked: Request) => fetch(asked), later };
  const response = route ? answer(route, request, clientId, around) : fetch(request);
  (event as FetchEvent).respondWith(
    added ? response.then((plain) => withHeaders(plain, added)) : response,
  );
});

scope.addEventListener('message', (event) => {
  const { data, source, ports } = event as MessageFromPage;
  const port = ports[0];
  if (!port || !isReader(source)) return;
  const tell = (message: WorkerToPage) => port.postMessage(message);
  (event as MessageFromPage).waitUntil(
    obey(data, source.id, tell).catch((error: Error) => {
      if (error.name === 'AbortError') return; // what the reader wishes now has its own answer
      tell({ type: 'failed', reason: error instanceof KeepError ? error.reason : 'denied' });
    }),
  );
});

/** The reader's wish to have all of the site, over versions. */
const KEEPS_ALL = 'keeps all';
/** Ends what is under way when the reader wishes for something else. */
let keeping = new AbortController();

/** What pages ask is done one after the other: none fetches what another is fetching. */
let queue: Promise<unknown> = Promise.resolve();

function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const done = queue.then(work);
  queue = done.catch(() => {});
  return done;
}

async function obey(
  message: PageToWorker,
  id: string,
  tell: (message: WorkerToPage) => void,
): Promise<void> {
  if (message.type === 'hello') return inTurn(() => greet(message, id, tell));
  keeping.abort();
  keeping = new AbortController();
  const { signal } = keeping;
  await store.setNote(KEEPS_ALL, message.type === 'keep-all');
  return inTurn(() => (message.type === 'keep-all' ? keepAll(signal, tell) : keepLess(tell)));
}

async function greet(
  { version, used, keepsNeeded }: Extract<PageToWorker, { type: 'hello' }>,
  id: string,
  tell: (message: WorkerToPage) => void,
): Promise<void> {
  await readers.add(id, version);
  const keepsAll = (await store.note(KEEPS_ALL)) === true;
  const { signal } = keeping;
  if (version === files.version) await keeper.keepUsed(pathsBelow(used), signal);
  if (keepsNeeded || keepsAll) await keeper.keepNeeded(signal);
  if (keepsAll) await keeper.keepOptional(signal);
  await readers.sweep();
  tell({ type: 'kept', what: keepsAll ? 'all' : await kept() });
}

/** What is kept without the reader's wish. */
async function kept(): Promise<'needed' | 'used'> {
  return (await store.isComplete(files.version)) ? 'needed' : 'used';
}

async function keepAll(signal: AbortSignal, tell: (message: WorkerToPage) => void): Promise<void> {
  const of = [files.needed, files.own, files.optional].reduce(
    (sum, part) => sum + bytesOf(part),
    0,
  );
  let bytes = 0;
  const add = (more: number) => {
    bytes += more;
    tell({ type: 'progress', bytes, of });
  };
  await keeper.keepNeeded(signal, add);
  await keeper.keepOptional(signal, add);
  tell({ type: 'kept', what: 'all' });
}

async function keepLess(tell: (message: WorkerToPage) => void): Promise<void> {
  await keeper.dropOptional();
  tell({ type: 'kept', what: await kept() });
}

function pathsBelow(addresses: string[]): string[] {
  return addresses
    .map((address) => new URL(address))
    .filter(({ origin, pathname }) => origin === location.origin && pathname.startsWith(files.base))
    .map(({ pathname }) => pathname.slice(files.base.length));
}
