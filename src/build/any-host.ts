/**
 * What lets the built site run on any static host: header files for the hosts that read them, and
 * what search engines ask for. Where no headers are sent the service worker adds them (offline.ts).
 */
import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { headersFile, vercelFile } from './headers.ts';
import { LOCAL_SITE } from './site-address.ts';

export function anyHost(): AstroIntegration {
  let base = '/';
  let site: string | undefined;
  return {
    name: 'in-step:any-host',
    hooks: {
      'astro:config:done': ({ config }) => {
        base = `${config.base.replace(/\/$/, '')}/`;
        site = config.site;
      },
      'astro:build:done': async ({ dir, logger }) => {
        if (site === LOCAL_SITE) {
          logger.info(`Pages name ${site} as their address: set SITE before you publish them.`);
        }
        const folder = fileURLToPath(dir);
        await Promise.all([
          writeFile(join(folder, '_headers'), headersFile(base)),
          writeFile(join(folder, 'vercel.json'), vercelFile(base)),
          writeFile(join(folder, 'robots.txt'), robotsFile(new URL(base, site).href)),
          // Some hosts take the nearest 404.html above an address, others the one at the root alone.
          copyFile(join(folder, 'ko/404/index.html'), join(folder, 'ko/404.html')),
          // GitHub Pages would leave out what begins with an underscore.
          writeFile(join(folder, '.nojekyll'), ''),
        ]);
      },
    },
  };
}

/** Search engines may read everything; `address` is where the site lies. They look at a host's root. */
function robotsFile(address: string): string {
  return `User-agent: *\nAllow: /\n\nSitemap: ${address}sitemap-index.xml\n`;
}
