/** Puts src/components/contents/starlight-toc.ts in the place of Starlight's module of that name. */
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';

const own = fileURLToPath(new URL('../components/contents/starlight-toc.ts', import.meta.url));

export function contentsScript(): AstroIntegration {
  return {
    name: 'in-step:contents-script',
    hooks: {
      'astro:config:setup': ({ updateConfig }) => {
        const plugin = {
          name: 'in-step:contents-script',
          enforce: 'pre' as const,
          resolveId: (source: string) =>
            /\/TableOfContents\/starlight-toc(\.js)?$/.test(source) ? own : undefined,
        };
        updateConfig({ vite: { plugins: [plugin] } });
      },
    },
  };
}
