/**
 * The service worker for hosts that send no headers of their own. Registered for the frame's folder
 * it isolates that one frame; registered for the whole site it isolates every page. It keeps no
 * copy of anything, so a new version may take over at any time.
 */
import { frameIsolationHeaders, isolationHeaders } from '../../build/headers.ts';
import { FRAME_FOLDER } from './addresses.ts';

/** What is used here of the service worker's types, which TypeScript keeps apart from the page's. */
interface ServiceWorkerScope extends EventTarget {
  readonly registration: ServiceWorkerRegistration;
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
}
interface ExtendableEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface FetchEvent extends ExtendableEvent {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}

const scope = globalThis as unknown as ServiceWorkerScope;

const added = scope.registration.scope.endsWith(`/${FRAME_FOLDER}`)
  ? { ...isolationHeaders, ...frameIsolationHeaders }
  : isolationHeaders;

scope.addEventListener('install', (event) => {
  (event as ExtendableEvent).waitUntil(scope.skipWaiting());
});

scope.addEventListener('activate', (event) => {
  (event as ExtendableEvent).waitUntil(scope.clients.claim());
});

scope.addEventListener('fetch', (event) => {
  const { request, respondWith } = event as FetchEvent;
  const isDocument = request.mode === 'navigate';
  const isWorker = ['worker', 'sharedworker'].includes(request.destination);
  if (isDocument || isWorker) respondWith.call(event, fetchIsolated(request));
});

async function fetchIsolated(request: Request): Promise<Response> {
  const response = await fetch(request);
  // A redirection is not to be read; the browser follows it and asks again.
  if (response.status === 0) return response;
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(added)) headers.set(name, value);
  const { body, status, statusText } = response;
  return new Response(body, { status, statusText, headers });
}
