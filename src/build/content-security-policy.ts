/**
 * The Content-Security-Policy of each page of the built site, in a `<meta>` that comes before all
 * that it governs. A page's inline scripts (Starlight's, and those that place what a reader has left)
 * are let in by their hashes and no other is. Astro's own `security.csp` leaves inline scripts like
 * Starlight's out, so the hashes are taken from the pages as they lie in `dist`.
 *
 * What a meta cannot say (`frame-ancestors`) is not said. The dev server sends no policy.
 */
import { createHash } from 'node:crypto';
import { glob, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import type { Settings } from '../runtime/settings.ts';
import { readEnvironment, readSettings } from './settings.ts';

/** Where a WebContainer's own frame and the pages of its servers come from. */
const webContainerHosts = [
  'https://stackblitz.com',
  'https://*.stackblitz.io',
  'https://*.webcontainer.io',
  'https://*.webcontainer-api.io',
];
/** Is probed before its frame is made, and is where "Open in StackBlitz" sends a form. */
const stackBlitz = 'https://stackblitz.com';

/** Sources by the names of directives. */
export type Directives = Record<string, string[]>;

const FIRST = /<head><meta charset="utf-8"\s*\/?>/i;
const INLINE_SCRIPT = /<script(?![^>]*\ssrc=)([^>]*)>([\s\S]*?)<\/script>/g;

/** The policy of a page whose inline scripts are `scripts`. */
export function pagePolicy({ runtime }: Pick<Settings, 'runtime'>, scripts: string[]): string {
  const hasWebContainer = runtime !== 'embedded-only';
  return policyText({
    'default-src': ["'none'"],
    // The search is WebAssembly.
    'script-src': ["'self'", "'wasm-unsafe-eval'", ...new Set(scripts.map(hashSource))],
    // Elements have attributes of style, and the editor makes its rules as it is used.
    'style-src': ["'self'", "'unsafe-inline'"],
    // A timeline is saved as a picture by way of a blob.
    'img-src': ["'self'", 'data:', 'blob:'],
    'font-src': ["'self'"],
    'manifest-src': ["'self'"],
    'connect-src': ["'self'", ...(hasWebContainer ? [stackBlitz] : [])],
    'worker-src': ["'self'"],
    'frame-src': ["'self'", ...(hasWebContainer ? webContainerHosts : [])],
    'form-action': hasWebContainer ? [stackBlitz] : ["'none'"],
    'base-uri': ["'none'"],
  });
}

export function policyText(directives: Directives): string {
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ');
}

/** As a policy names an inline script. */
export function hashSource(script: string): string {
  return `'sha256-${createHash('sha256').update(script).digest('base64')}'`;
}

/** Texts of a page's inline scripts; blocks of data run as little with a policy as without. */
export function inlineScripts(html: string): string[] {
  return [...html.matchAll(INLINE_SCRIPT)]
    .filter(([, attributes]) => !/\stype="(?!module")/.test(attributes!))
    .map(([, , text]) => text!);
}

/** The page with its policy; throws where there is no place for it. */
export function withPolicy(html: string, settings: Pick<Settings, 'runtime'>): string {
  if (!FIRST.test(html)) throw new Error('A page does not begin its head with its charset.');
  const policy = pagePolicy(settings, inlineScripts(html));
  return html.replace(
    FIRST,
    (first) => `${first}<meta http-equiv="Content-Security-Policy" content="${policy}">`,
  );
}

export function contentSecurityPolicy(): AstroIntegration {
  let root: URL;
  return {
    name: 'in-step:content-security-policy',
    hooks: {
      'astro:config:done': ({ config }) => void (root = config.root),
      'astro:build:done': async ({ dir }) => {
        const folder = fileURLToPath(dir);
        const settings = readSettings(readEnvironment(root));
        for await (const name of glob('**/*.html', { cwd: folder })) {
          const path = join(folder, name);
          await writeFile(path, withPolicy(await readFile(path, 'utf8'), settings));
        }
      },
    },
  };
}
