/**
 * A page of a server in the embedded Node, beside the output. It lives in an opaque frame inside an
 * opaque frame: the outer one's policy, which the inner one inherits, leaves it no network, and
 * because it also binds where the inner one may go, no other address either.
 */
import type { Preview, PreviewOptions } from '../container.ts';
import { previewDocument } from './document.ts';
import type { PreviewRequest } from './messages.ts';
import { request, servePreview, type Connect } from './server.ts';

const POLICY = [
  "default-src 'none'",
  "script-src 'unsafe-inline' 'unsafe-eval' data: blob:",
  "style-src 'unsafe-inline' data: blob:",
  'img-src data: blob:',
  'font-src data: blob:',
  'media-src data: blob:',
  "connect-src 'none'",
  "frame-src 'none'",
  "form-action 'none'",
].join('; ');

/** Makes the inner frame, and gives it the port when it asks for it, once. */
const OUTER = `<!doctype html><meta http-equiv="Content-Security-Policy" content="${POLICY}">
<style>html, body, iframe { margin: 0; border: 0; width: 100%; height: 100%; display: block; }</style>
<body><script>
addEventListener('message', ({ source, data, ports }) => {
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
}, { once: true });
</script>`;

export function openPreview(
  connect: Connect,
  origin: string,
  { title, onAddress }: PreviewOptions,
): Preview {
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
    servePreview(port1, connect, origin, (next) => void navigate(next), signal);
    element.replaceChildren(outerFrame(title, page.html, port2));
  };

  const fetchPage = async (wanted: PreviewRequest, signal: AbortSignal) => {
    try {
      const response = await request(connect, wanted, signal);
      const { url, headers } = response;
      const text = await new Response(response.body).text();
      const load = async (address: string) => {
        const get = { method: 'GET', url: address, headers: [], body: null };
        return dataUrl(await request(connect, get, signal));
      };
      return { url, html: await previewDocument({ url, headers, text }, load) };
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

function outerFrame(title: string, html: string, port: MessagePort): HTMLIFrameElement {
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', 'allow-scripts allow-forms');
  frame.title = title;
  frame.srcdoc = OUTER;
  frame.addEventListener('load', () => {
    frame.contentWindow!.postMessage({ title, html }, '*', [port]);
  });
  return frame;
}

async function dataUrl({ headers, body }: Awaited<ReturnType<typeof request>>): Promise<string> {
  const type = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  const bytes = new Uint8Array(await new Response(body).arrayBuffer());
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return `data:${type.replaceAll(' ', '')};base64,${btoa(text)}`;
}
