/** What a browser fetches with a page before its reader touches it, in compressed bytes. */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { HTMLElement } from 'node-html-parser';
import { dist } from '../../src/commands/serve.ts';
import type { BuiltPage } from './pages.ts';

export type Part = 'html' | 'scripts' | 'styles' | 'fonts';

const STATIC_IMPORT = /(?:from|import)\s*["'](\.\/[^"']+\.js)["']/g;

const sizes = new Map<string, number>();

/** Of a file of the site, by its path; fonts are compressed already. */
function sizeOf(path: string): number {
  if (!sizes.has(path)) {
    const file = join(dist, path);
    const isFont = path.endsWith('.woff2');
    sizes.set(path, isFont ? statSync(file).size : gzipSync(readFileSync(file)).length);
  }
  return sizes.get(path)!;
}

function withImports(path: string, found: Set<string>): void {
  if (found.has(path)) return;
  found.add(path);
  for (const [, imported] of readFileSync(join(dist, path), 'utf8').matchAll(STATIC_IMPORT)) {
    withImports(new URL(imported!, `http://site${path}`).pathname, found);
  }
}

const sum = (paths: Iterable<string>) => [...paths].reduce((all, path) => all + sizeOf(path), 0);

/** Paths of a page's scripts with all that they import at once. */
export function scriptFiles(root: HTMLElement): Set<string> {
  const found = new Set<string>();
  for (const script of root.querySelectorAll('script[src]')) {
    withImports(script.getAttribute('src')!, found);
  }
  return found;
}

/**
 * The page itself, its scripts with all that they import at once, its style sheets, and the faces
 * that it asks for before it is laid out. Inline scripts count as scripts and as HTML.
 */
export function weightOf({ html, root }: BuiltPage): Record<Part, number> {
  const inline = root
    .querySelectorAll('script:not([src])')
    .filter((script) => /^(module)?$/.test(script.getAttribute('type') ?? ''))
    .map(({ rawText }) => rawText);
  const hrefs = (selector: string) =>
    root.querySelectorAll(selector).map((link) => link.getAttribute('href')!);
  return {
    html: gzipSync(html).length,
    scripts: sum(scriptFiles(root)) + gzipSync(inline.join('\n')).length,
    styles: sum(hrefs('link[rel="stylesheet"]')),
    fonts: sum(hrefs('link[rel="preload"][as="font"]')),
  };
}
