/**
 * What a server answers as a document that needs no network: what its HTML loads by address is
 * loaded here and put in its place. It is parsed here, but nothing in it runs here.
 */
import type { HeaderList } from './messages.ts';
import { shim } from './shim.ts';

export interface Loaded {
  url: string;
  headers: HeaderList;
  text: string;
}

/** Elements that load by themselves, and the attribute with the address. */
const loaders = [
  ['script[src]', 'src'],
  ['link[rel~="stylesheet"][href]', 'href'],
  ['img[src]', 'src'],
] as const;

/** The text of the document. `load` gives a resource of the same server as a data: URL. */
export async function previewDocument(
  { url, headers, text }: Loaded,
  load: (url: string) => Promise<string>,
): Promise<string> {
  const type = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? 'text/html';
  const page = new DOMParser().parseFromString(
    /^text\/html\b/i.test(type) ? text : '<!doctype html><pre></pre>',
    'text/html',
  );
  if (!/^text\/html\b/i.test(type)) page.querySelector('pre')!.textContent = text;
  closeShadows(page);

  for (const base of page.querySelectorAll('base')) base.remove();
  const base = page.createElement('base');
  base.href = url;
  const script = page.createElement('script');
  script.textContent = `(${shim})(); document.currentScript.remove();`;
  page.head.prepend(base, script);

  const loads = loaders.flatMap(([selector, attribute]) =>
    [...page.querySelectorAll(selector)].map(async (element) => {
      const address = new URL(element.getAttribute(attribute)!, url);
      if (address.origin !== new URL(url).origin) return;
      try {
        element.setAttribute(attribute, await load(address.href));
        element.removeAttribute('integrity');
      } catch {
        // shown as what it is: a resource that could not be loaded
      }
    }),
  );
  await Promise.all(loads);
  return `<!doctype html>${page.documentElement.outerHTML}`;
}

/** Shadow roots that come with the HTML would be out of the shim's sight. */
function closeShadows(root: ParentNode): void {
  for (const template of root.querySelectorAll('template')) {
    template.removeAttribute('shadowrootmode');
    closeShadows(template.content);
  }
}
