/**
 * What a server answers as a document that needs no network: what its HTML loads by address is
 * loaded here and put in its place. Nothing of it runs here: the shim, which is the only script that
 * the policy of a preview lets in, gets it as data.
 */
import type { HeaderList } from './messages.ts';
import type { PageData, PageScript } from './shim.ts';

export interface Loaded {
  url: string;
  headers: HeaderList;
  text: string;
}

/** Gives a resource of the same server. */
export type Load = (
  url: string,
) => Promise<{ text(): Promise<string>; dataUrl(): Promise<string> }>;

/** The document's parts. */
export async function previewPage({ url, headers, text }: Loaded, load: Load): Promise<PageData> {
  const type = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? 'text/html';
  const isHtml = /^text\/html\b/i.test(type);
  const page = new DOMParser().parseFromString(isHtml ? text : '<pre></pre>', 'text/html');
  if (!isHtml) page.querySelector('pre')!.textContent = text;
  const scripts = await takeScripts(page, url, load);
  await Promise.all([
    ...[...page.querySelectorAll<HTMLLinkElement>('link[rel~="stylesheet"][href]')].map((link) =>
      inlineStyle(link, url, load),
    ),
    ...[...page.querySelectorAll('img[src]')].map((image) => inlineImage(image, url, load)),
  ]);
  return { html: page.documentElement.outerHTML, scripts };
}

/** Takes the scripts out of the page, in their order. */
async function takeScripts(page: Document, url: string, load: Load): Promise<PageScript[]> {
  const elements = [...page.querySelectorAll('script')].filter(({ type }) =>
    /^(|module|(text|application)\/javascript)$/i.test(type),
  );
  const scripts = elements.map(async (element): Promise<PageScript> => {
    const isModule = element.type.toLowerCase() === 'module';
    const src = element.getAttribute('src');
    if (src === null) return { url, isModule, text: element.textContent };
    try {
      const address = ownAddress(src, url);
      return { url: address, isModule, text: await (await load(address)).text() };
    } catch (error) {
      const message = `${src} could not be loaded: ${(error as Error).message}`;
      return { url, isModule, text: `throw new Error(${JSON.stringify(message)})` };
    }
  });
  return Promise.all(scripts);
}

async function inlineStyle(link: HTMLLinkElement, url: string, load: Load): Promise<void> {
  try {
    const loaded = await load(ownAddress(link.getAttribute('href')!, url));
    const style = link.ownerDocument.createElement('style');
    style.media = link.media;
    // In HTML a style ends where it seems to end.
    style.textContent = (await loaded.text()).replaceAll('</', '<\\/');
    link.replaceWith(style);
  } catch {
    // the page goes without
  }
}

async function inlineImage(image: Element, url: string, load: Load): Promise<void> {
  try {
    const loaded = await load(ownAddress(image.getAttribute('src')!, url));
    image.setAttribute('src', await loaded.dataUrl());
  } catch {
    // shown as what it is: an image that could not be loaded
  }
}

/** Throws for an address of another origin than that of `url`. */
function ownAddress(address: string, url: string): string {
  const { href, origin } = new URL(address, url);
  if (origin !== new URL(url).origin) throw new Error('a preview reaches its own server only');
  return href;
}
