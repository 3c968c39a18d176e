/**
 * A page of a server in the embedded Node, beside the output. It lives in an opaque frame inside an
 * opaque frame: the outer one's policy, which the inner one inherits, leaves it no network, and
 * because it also binds where the inner one may go, no other address either.
 *
 * The policy knows two scripts by their hashes, that of the outer frame and the shim, and lets no
 * other into any document below: whatever window a page makes for itself, the shim is the first
 * thing that runs in it, and takes away what no policy covers.
 */
import type { Preview, PreviewOptions } from '../container.ts';
import { previewDocument, type Load } from './document.ts';
import { eventSource } from './event-source.ts';
import type { PreviewReport, PreviewRequest } from './messages.ts';
import { request, servePreview, type Connect } from './server.ts';
import { shim } from './shim.ts';
import { closeWaysOut } from './ways-out.ts';

const SHIM = `(${shim})((${closeWaysOut})(), ${eventSource})`;

/** Makes the inner frame, and gives it the port when it asks for it, once. */
const OUTER = `addEventListener('message', ({ source, data, ports }) => {
  if (source !== parent) return;
  const inner = document.createElement('iframe');
  inner.setAttribute('sandbox', 'allow-scripts allow-forms');
  inner.title = data.title;
  inner.srcdoc = data.html;
  addEventListener('message', function give({ source }) {
    if (source !== inner.contentWindow) return;
    removeEventListener('message', give);
    inner.contentWindow.postMessage(null, '*', ports);
  });
  document.body.append(inner);
}, { once: true });`;

const policy = (scripts: string) =>
  [
    "default-src 'none'",
    `script-src ${scripts} 'unsafe-eval'`,
    'worker-src blob:',
    "style-src 'unsafe-inline' data: blob:",
    'img-src data: blob:',
    'font-src data: blob:',
    'media-src data: blob:',
    "connect-src 'none'",
    "frame-src 'none'",
    "form-action 'none'",
  ].join('; ');

async function outerDocument(): Promise<string> {
  const scripts = (await Promise.all([OUTER, SHIM].map(hashOf))).join(' ');
  return `<!doctype html><meta http-equiv="Content-Security-Policy" content="${policy(scripts)}">
<style>html, body, iframe { margin: 0; border: 0; width: 100%; height: 100%; display: block; }</style>
<body><script>${OUTER}</script>`;
}

/** As a policy names a script. */
async function hashOf(script: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(script));
  return `'sha256-${base64(new Uint8Array(hash))}'`;
}

export interface EmbeddedPreviewOptions extends PreviewOptions {
  /** Something went wrong in the page at `url`. */
  onReport: (report: PreviewReport, url: string) => void;
}

export function openPreview(
  connect: Connect,
  origin: string,
  { title, onAddress, onReport }: EmbeddedPreviewOptions,
): Preview {
  const outer = outerDocument();
  const element = document.createElement('div');
  let shown: AbortController | undefined;
  let current: PreviewRequest = { method: 'GET', url: `${origin}/`, headers: [], body: null };

  const navigate = async (wanted: PreviewRequest) => {
    shown?.abort();
    const { signal } = (shown = new AbortController());
    current = wanted;
    const page = await fetchPage(wanted, signal);
    if (signal.aborted) return;
    onAddress?.(page.url);
    const { port1, port2 } = new MessageChannel();
    const listeners = {
      onNavigate: (next: PreviewRequest) => void navigate(next),
      onReport: (report: PreviewReport) => onReport(report, page.url),
    };
    servePreview(port1, connect, origin, listeners, signal);
    element.replaceChildren(outerFrame(await outer, title, page.html, port2));
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
      return { url, html: await previewDocument({ url, headers, text }, load, SHIM) };
    } catch (error) {
      const message = document.createElement('p');
      message.textContent = (error as Error).message;
      return { url: wanted.url, html: message.outerHTML };
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

function outerFrame(
  outer: string,
  title: string,
  html: string,
  port: MessagePort,
): HTMLIFrameElement {
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', 'allow-scripts allow-forms');
  frame.title = title;
  frame.srcdoc = outer;
  frame.addEventListener('load', () => {
    frame.contentWindow!.postMessage({ title, html }, '*', [port]);
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
