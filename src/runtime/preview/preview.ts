/**
 * A page of a server in the embedded Node, beside the output. It lives in an opaque frame inside a
 * frame of the site, `_preview/`: that one's policy, which the inner one inherits, leaves it no
 * network, and because it also binds where the inner one may go, no other address either.
 *
 * The policy knows two scripts by their hashes, its own and the shim, and lets no other into any
 * document below: whatever window a page makes for itself, the shim is the first thing that runs in
 * it, and takes away what no policy covers.
 */
import type { Preview, PreviewOptions } from '../container.ts';
import { frameAddress, PREVIEW_FOLDER } from '../isolation/addresses.ts';
import { previewPage, type Load } from './document.ts';
import type { PreviewReport, PreviewRequest, ShowPreview } from './messages.ts';
import { request, servePreview, type Connect } from './server.ts';

export interface EmbeddedPreviewOptions extends PreviewOptions {
  /** The path below which the site lies, with a slash at both ends. */
  base: string;
  /** Something went wrong in the page at `url`. */
  onReport: (report: PreviewReport, url: string) => void;
}

export function openPreview(
  connect: Connect,
  origin: string,
  { base, title, onAddress, onReport }: EmbeddedPreviewOptions,
): Preview {
  const element = document.createElement('div');
  let shown: AbortController | undefined;
  let current: PreviewRequest = { method: 'GET', url: `${origin}/`, headers: [], body: null };

  const navigate = async (wanted: PreviewRequest) => {
    shown?.abort();
    const { signal } = (shown = new AbortController());
    current = wanted;
    const { url, page } = await fetchPage(wanted, signal);
    if (signal.aborted) return;
    onAddress?.(url);
    const { port1, port2 } = new MessageChannel();
    const listeners = {
      onNavigate: (next: PreviewRequest) => void navigate(next),
      onReport: (report: PreviewReport) => onReport(report, url),
    };
    servePreview(port1, connect, origin, listeners, signal);
    element.replaceChildren(
      siteFrame(frameAddress(base, PREVIEW_FOLDER), { title, url, page }, port2),
    );
  };

  const fetchPage = async (wanted: PreviewRequest, signal: AbortSignal) => {
    try {
      const response = await request(connect, wanted, signal);
      const { url, headers } = response;
      const text = await new Response(response.body).text();
      const load: Load = async (address) => {
        const get = { method: 'GET', url: address, headers: [], body: null };
        const loaded = await request(connect, get, signal);
        return {
          text: () => new Response(loaded.body).text(),
          dataUrl: () => dataUrl(loaded),
        };
      };
      return { url, page: await previewPage({ url, headers, text }, load) };
    } catch (error) {
      const message = document.createElement('p');
      message.textContent = (error as Error).message;
      return { url: wanted.url, page: { html: message.outerHTML, scripts: [] } };
    }
  };

  void navigate(current);
  return {
    element,
    reload: () => void navigate(current),
    close() {
      shown?.abort();
      element.remove();
    },
  };
}

function siteFrame(address: string, show: ShowPreview, port: MessagePort): HTMLIFrameElement {
  const frame = document.createElement('iframe');
  frame.title = show.title;
  frame.src = address;
  frame.addEventListener('load', () => {
    frame.contentWindow!.postMessage(show, location.origin, [port]);
  });
  return frame;
}

async function dataUrl({ headers, body }: Awaited<ReturnType<typeof request>>): Promise<string> {
  const type = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  const bytes = new Uint8Array(await new Response(body).arrayBuffer());
  return `data:${type.replaceAll(' ', '')};base64,${base64(bytes)}`;
}

function base64(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}
