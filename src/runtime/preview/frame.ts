/**
 * The script of the document `_preview/`: makes the opaque frame that a page is shown in, and gives
 * it the port when it asks for it, once.
 */
import type { ShowPreview } from './messages.ts';

/** The text of shim-script.ts, which the document's policy knows by its hash: the build puts it here. */
declare const SHIM: string;

addEventListener('message', function show(event: MessageEvent<ShowPreview>) {
  if (event.source !== parent || event.origin !== location.origin) return;
  removeEventListener('message', show);
  const { title, url, page } = event.data;
  const inner = document.createElement('iframe');
  inner.setAttribute('sandbox', 'allow-scripts allow-forms');
  inner.title = title;
  inner.srcdoc = innerDocument(url, JSON.stringify(page));
  addEventListener('message', function give({ source }) {
    if (source !== inner.contentWindow) return;
    removeEventListener('message', give);
    inner.contentWindow!.postMessage(null, '*', [...event.ports]);
  });
  document.body.append(inner);
});

/** Nothing of the page is markup here: the shim gets it as data. */
function innerDocument(url: string, data: string): string {
  const base = new Option(url).innerHTML.replaceAll('"', '&quot;');
  return `<!doctype html><base href="${base}"><meta charset="utf-8">
<meta http-equiv="x-dns-prefetch-control" content="off">
<script>${SHIM}</script><script type="application/json">${data.replaceAll('<', '\\u003c')}</script>`;
}
