/** The pages of the built site, and the sandboxes on them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** Paths of the built pages, with the names of their sandboxes. */
export const pages = readdirSync(join(root, 'dist'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('index.html'))
  .map((file) => ({
    path: `/${file.slice(0, -'index.html'.length).replaceAll('\\', '/')}`,
    sandboxes: [
      ...readFileSync(join(root, 'dist', file), 'utf8').matchAll(
        /<node-sandbox [^>]*?name="([^"]+)"/g,
      ),
    ].map(([, name]) => name!),
  }));

/**
 * Where each sandbox is run, once in each language: on its chapter, though it may stand on the home
 * page as well.
 */
export function placesToRun(): typeof pages {
  const seen = new Set<string>();
  const isFirst = (path: string, name: string) => {
    const place = `${path.startsWith('/ko/') ? 'ko' : 'en'} ${name}`;
    if (seen.has(place)) return false;
    seen.add(place);
    return true;
  };
  return pages
    .toSorted((a, b) => b.path.length - a.path.length)
    .map(({ path, sandboxes }) => ({
      path,
      sandboxes: sandboxes.filter((name) => isFirst(path, name)),
    }))
    .filter(({ sandboxes }) => sandboxes.length > 0);
}
