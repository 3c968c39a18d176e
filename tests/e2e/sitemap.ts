import type { APIRequestContext } from '@playwright/test';

/** The path of every page of the site, as its sitemap lists them. */
export async function pagePaths(request: APIRequestContext): Promise<string[]> {
  const sitemap = await (await request.get('/sitemap-0.xml')).text();
  const paths = [...sitemap.matchAll(/<loc>([^<]+)<\/loc>/g)].map(
    ([, url]) => new URL(url!).pathname,
  );
  if (paths.length === 0) throw new Error('The sitemap lists no page.');
  return paths;
}
