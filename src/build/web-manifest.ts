/**
 * Makes the site installable: a web manifest in each language, and the icons that it and the pages
 * name, all made at build. https://www.w3.org/TR/appmanifest/
 */
import type { AstroIntegration } from 'astro';

/** The theme's paper (theme/tokens.css), which the windows of an installed site take. */
export const paper = { light: '#f5f7f1', dark: '#10191a' };

interface Icon {
  /** Pixels of a side. */
  size: number;
  /** How much of a side the mark takes: a maskable icon may be cut to a circle of 80 %. */
  mark: number;
  purpose?: 'any' | 'maskable';
}

/** By file name, without `.png`. */
export const icons: Record<string, Icon> = {
  'icon-192': { size: 192, mark: 0.8, purpose: 'any' },
  'icon-512': { size: 512, mark: 0.8, purpose: 'any' },
  'maskable-512': { size: 512, mark: 0.52, purpose: 'maskable' },
  // What iOS puts on its home screen.
  'touch-180': { size: 180, mark: 0.7 },
};

/** Where an icon lies below the site's root. */
export const iconPath = (name: string) => `icons/${name}.png`;

/** Where the manifest of a language lies below the site's root; `locale` is Starlight's. */
export function manifestPath(locale: string | undefined): string {
  return `${locale ? `${locale}/` : ''}manifest.webmanifest`;
}

export function webManifest(): AstroIntegration {
  return {
    name: 'in-step:web-manifest',
    hooks: {
      'astro:config:setup': ({ injectRoute }) => {
        const routes = {
          '/icons/[name].png': 'icon-route.ts',
          '/[...locale]/manifest.webmanifest': 'manifest-route.ts',
        };
        for (const [pattern, file] of Object.entries(routes)) {
          const entrypoint = new URL(`web-manifest/${file}`, import.meta.url);
          injectRoute({ pattern, entrypoint, prerender: true });
        }
      },
    },
  };
}
