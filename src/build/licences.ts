/**
 * Looks that the page of licences names every package that the site's bundles hold: what is shipped
 * and not named there stops the build. The names are kept in `.shipped.json` of the built site.
 */
import { writeFile } from 'node:fs/promises';
import type { AstroIntegration } from 'astro';
import { besides, bundled } from './licences/named.ts';
import { shipModules, shippedPlaces } from './licences/shipped.ts';

/** In the built site: the places below node_modules of the packages that its bundles hold. */
export const SHIPPED_FILE = '.shipped.json';

interface Output {
  moduleIds?: string[];
  originalFileNames?: string[];
}

interface PluginContext {
  environment: { name: string };
  getModuleIds(): Iterable<string>;
}

const isStyle = (id: string) => /\.css(\?|$)/.test(id);

/** Scripts are those of the bundles for browsers; style sheets and fonts come from both. */
const plugin = {
  name: 'in-step:licences',
  generateBundle(this: PluginContext, _options: unknown, bundle: Record<string, Output>) {
    const outputs = Object.values(bundle);
    shipModules([...this.getModuleIds()].filter(isStyle));
    shipModules(outputs.flatMap(({ originalFileNames = [] }) => originalFileNames));
    if (this.environment.name !== 'client') return;
    shipModules(outputs.flatMap(({ moduleIds = [] }) => moduleIds));
  },
};

/** Comes after all that bundles. */
export function licences(): AstroIntegration {
  return {
    name: 'in-step:licences',
    hooks: {
      'astro:config:setup': ({ updateConfig }) => {
        updateConfig({ vite: { plugins: [plugin] } });
      },
      'astro:build:done': async ({ dir }) => {
        const places = shippedPlaces();
        await writeFile(new URL(SHIPPED_FILE, dir), JSON.stringify(places));
        assertNamed(places);
      },
    },
  };
}

/** Throws, in a sentence, where one is shipped that the page does not name. */
export function assertNamed(places: string[]): void {
  const unnamed = places.filter((place) => ![...bundled, ...besides].includes(place));
  if (unnamed.length === 0) return;
  throw new Error(
    `The site ships ${unnamed.join(', ')}, and the page of licences does not say so. Look at the ` +
      'licence, then add it to `bundled` in src/build/licences/named.ts.',
  );
}
