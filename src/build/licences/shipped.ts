/**
 * Which npm packages the site's own bundles hold. Whoever bundles tells here what went in
 * (`shipModules`, `shipBundle`); licences.ts looks that the page names them all.
 */
import type { Metafile } from 'esbuild';

/** Places of the bundlers that add helpers of their own, which are modules without a file. */
const bundlers: Record<string, string> = { vite: 'astro/node_modules/vite', rolldown: 'rolldown' };

const places = new Set<string>();

/** Where the packages found so far lie below node_modules, in order: `d3-array`, `a/node_modules/b`. */
export function shippedPlaces(): string[] {
  return [...places].sort();
}

/** Ids as Vite or Rolldown has them. */
export function shipModules(ids: Iterable<string>): void {
  for (const id of ids) {
    const place = placeOf(id);
    if (place !== undefined) places.add(place);
  }
}

/** What esbuild put into its output. */
export function shipBundle(metafile: Metafile): void {
  shipModules(modulesIn(metafile));
}

/** Ids of the modules of which something is in the output. */
export function modulesIn({ outputs }: Metafile): string[] {
  const inputs = Object.values(outputs).flatMap((output) => Object.entries(output.inputs));
  return inputs.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([id]) => id);
}

/** The place of the package that a module belongs to; undefined for the site's own. */
export function placeOf(id: string): string | undefined {
  const [, bundler] = /^\0(vite|rolldown)\//.exec(id) ?? [];
  if (bundler) return bundlers[bundler];
  const [, inside] =
    /(?:^|\/)node_modules\/(.*)$/.exec(id.replaceAll('\\', '/').split('?')[0]!) ?? [];
  const found = inside && /^(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+/.exec(inside)?.[0];
  return found || undefined;
}
