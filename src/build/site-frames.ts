/**
 * The two documents of the site that hold frames with strangers' code: `_isolated/` the embedded
 * Node's and the kernel lab's, `_preview/` a page of a server in Node. What is in a `srcdoc` frame is
 * bound by the policy of the document that made it, so these have looser rules for scripts than the
 * site's pages, and none for anything else: no network, no other address, no form.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { build, type BuildOptions } from 'esbuild';
import { FRAME_FOLDER, PREVIEW_FOLDER } from '../runtime/isolation/addresses.ts';
import { FRAME_SCRIPT } from '../kernel/frame-script.ts';
import { inlineScript } from '../node/index.ts';
import { hashSource, policyText, type Directives } from './content-security-policy.ts';
import { BUILT_FOLDER, builtNode } from './embedded-node.ts';
import { isolationHeaders } from './headers.ts';
import { shipBundle } from './licences/shipped.ts';

const RUNTIME = fileURLToPath(new URL('../runtime/', import.meta.url));

/** The frame inside fills the document. */
const FILLED =
  '<style>html, body, iframe { margin: 0; border: 0; width: 100%; height: 100%; display: block; }</style>';

const documents: Record<string, () => Promise<string>> = {
  [FRAME_FOLDER]: isolatedDocument,
  [PREVIEW_FOLDER]: previewDocument,
};

export function siteFrames(): AstroIntegration {
  return {
    name: 'in-step:site-frames',
    hooks: {
      'astro:server:setup': ({ server }) => {
        server.middlewares.use((request, response, next) => {
          const path = new URL(request.url ?? '/', 'http://localhost').pathname;
          const folder = Object.keys(documents).find((name) => path.endsWith(`/${name}`));
          if (!folder) return next();
          for (const [name, value] of Object.entries(isolationHeaders)) {
            response.setHeader(name, value);
          }
          response.setHeader('Content-Type', 'text/html; charset=utf-8');
          documents[folder]!().then((html) => response.end(html), next);
        });
      },
      'astro:build:done': async ({ dir }) => {
        for (const [name, make] of Object.entries(documents)) {
          const folder = join(fileURLToPath(dir), name);
          await mkdir(folder, { recursive: true });
          await writeFile(join(folder, 'index.html'), await make());
        }
      },
    },
  };
}

async function isolatedDocument(): Promise<string> {
  const script = await bundle('isolation/frame.ts');
  const node = await readFile(join(BUILT_FOLDER, (await builtNode()).frame), 'utf8');
  return frameDocument('Node', script, {
    'default-src': ["'none'"],
    // An opaque frame's one script (the embedded Node's, or the kernel lab's), and in its workers
    // whatever a program is made of.
    'script-src': [
      ...[script, inlineScript(node), FRAME_SCRIPT].map(hashSource),
      "'unsafe-eval'",
      'blob:',
    ],
    'worker-src': ['blob:'],
    'base-uri': ["'none'"],
  });
}

async function previewDocument(): Promise<string> {
  const shim = inlineScript(await bundle('preview/shim-script.ts'));
  const script = await bundle('preview/frame.ts', { define: { SHIM: JSON.stringify(shim) } });
  return frameDocument(
    'Preview',
    script,
    {
      'default-src': ["'none'"],
      // The shim runs the scripts of the page that is shown; the browser takes none from it.
      'script-src': [...[script, shim].map(hashSource), "'unsafe-eval'"],
      'worker-src': ['blob:'],
      'style-src': ["'unsafe-inline'", 'data:', 'blob:'],
      'img-src': ['data:', 'blob:'],
      'font-src': ['data:', 'blob:'],
      'media-src': ['data:', 'blob:'],
    },
    FILLED,
  );
}

/** The document whose one script is `script`, bound by `directives` and what holds for both. */
function frameDocument(title: string, script: string, directives: Directives, style = ''): string {
  const policy = policyText({
    ...directives,
    'connect-src': ["'none'"],
    'frame-src': ["'none'"],
    'form-action': ["'none'"],
  });
  return `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${title}</title><meta name="robots" content="noindex">${style}
</head><body><script>${script}</script></body></html>
`;
}

/** The text of a classic script that may stand in a document. */
async function bundle(file: string, options: BuildOptions = {}): Promise<string> {
  const { outputFiles, metafile } = await build({
    ...options,
    entryPoints: [join(RUNTIME, file)],
    bundle: true,
    write: false,
    metafile: true,
    format: 'iife',
    target: 'es2022',
    minify: true,
    logLevel: 'silent',
  });
  shipBundle(metafile!);
  return inlineScript(outputFiles![0]!.text);
}
