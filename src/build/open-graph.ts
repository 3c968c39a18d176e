/** Gives every page a picture for those who link to it: Open Graph's `og:image`. */
import type { AstroIntegration } from 'astro';

/** Pixels: what Open Graph's readers show uncut. */
export const pictureSize = { width: 1200, height: 630 };

/** Where a page's picture lies below the site's root. `id` is Starlight's: empty for the home page. */
export function picturePath(id: string): string {
  return `pictures/${id || 'index'}.png`;
}

export function openGraph(): AstroIntegration {
  return {
    name: 'in-step:open-graph',
    hooks: {
      'astro:config:setup': ({ injectRoute }) => {
        const entrypoint = new URL('open-graph/route.ts', import.meta.url);
        injectRoute({ pattern: '/pictures/[...page].png', entrypoint, prerender: true });
      },
    },
  };
}
