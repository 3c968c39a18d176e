/** Answers a previewed page's requests from a server in the embedded Node, over one port. */
import { httpRequest, type HttpResponse } from './http-client.ts';
import type { FromPreview, PreviewReport, PreviewRequest, ToPreview } from './messages.ts';
import type { Endpoint } from '../../node/index.ts';

/** A connection to the previewed port; rejects where nobody listens. */
export type Connect = () => Promise<Endpoint>;

const MAX_REDIRECTS = 20;
/** Of one document; a page may report without end. */
const MAX_REPORTS = 1000;
const redirects = [301, 302, 303, 307, 308];

/** As a browser does: follows redirects on the server's own origin. `url` is where it ended. */
export async function request(
  connect: Connect,
  wanted: PreviewRequest,
  signal?: AbortSignal,
): Promise<HttpResponse & { url: string }> {
  let current = wanted;
  for (let count = 0; count <= MAX_REDIRECTS; count++) {
    const response = await httpRequest(await connect(), current, signal);
    const location = response.headers.find(([name]) => name.toLowerCase() === 'location')?.[1];
    if (!redirects.includes(response.status) || !location) return { ...response, url: current.url };
    void response.body.cancel();
    const url = new URL(location, current.url);
    if (url.origin !== new URL(wanted.url).origin) {
      throw new Error(`the server sends the page to ${url.origin}, which a preview does not reach`);
    }
    const keepsMethod = response.status >= 307 || current.method === 'GET';
    current = keepsMethod
      ? { ...current, url: url.href }
      : { method: 'GET', url: url.href, headers: [], body: null };
  }
  throw new Error('the server redirects without end');
}

export interface PreviewListeners {
  /** The document wishes to go elsewhere on its server. */
  onNavigate: (request: PreviewRequest) => void;
  onReport: (report: PreviewReport) => void;
}

/** Serves one document until `signal` aborts. */
export function servePreview(
  port: MessagePort,
  connect: Connect,
  origin: string,
  { onNavigate, onReport }: PreviewListeners,
  signal: AbortSignal,
): void {
  const open = new Map<
    number,
    { end: AbortController; reader?: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>> }
  >();
  const post = (message: ToPreview) => port.postMessage(message);

  const answer = async (id: number, wanted: PreviewRequest) => {
    const end = new AbortController();
    open.set(id, { end });
    try {
      const { body, status, statusText, headers, url } = await request(connect, wanted, end.signal);
      open.set(id, { end, reader: body.getReader() });
      post({ type: 'head', id, url, status, statusText, headers });
    } catch (error) {
      fail(id, error);
    }
  };
  const fail = (id: number, error: unknown) => {
    if (!open.delete(id)) return;
    post({ type: 'error', id, message: `Failed to fetch: ${(error as Error).message}` });
  };
  const give = async (id: number) => {
    try {
      const { value = null, done = true } = (await open.get(id)?.reader?.read()) ?? {};
      if (!open.has(id)) return;
      post({ type: 'chunk', id, bytes: value });
      if (done) open.delete(id);
    } catch (error) {
      fail(id, error);
    }
  };
  const cancel = (id: number) => {
    const found = open.get(id);
    open.delete(id);
    void found?.reader?.cancel().catch(() => {});
    found?.end.abort();
  };

  let reports = 0;
  // What comes is a stranger's: an address that is not the server's own goes nowhere.
  const isOwn = ({ url }: PreviewRequest) => URL.parse(url)?.origin === origin;
  port.onmessage = ({ data }: MessageEvent<FromPreview>) => {
    if (data.type === 'taken') void give(data.id);
    else if (data.type === 'cancel') cancel(data.id);
    else if (data.type === 'report') void (++reports <= MAX_REPORTS && onReport(data.report));
    else if (!isOwn(data)) return;
    else if (data.type === 'navigate') onNavigate(data);
    else void answer(data.id, data);
  };
  signal.addEventListener('abort', () => {
    port.close();
    for (const id of [...open.keys()]) cancel(id);
  });
}
