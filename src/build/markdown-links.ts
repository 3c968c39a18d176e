import type { AstroIntegration } from 'astro';

/** The part of Astro's Markdown processor (Sätteri) that plugins are added to. */
interface Processor {
  options: { hastPlugins: unknown[] };
}

/**
 * Prefixes the site's base path to links in Markdown that begin with a slash: authors write
 * `/synchronous-io/` wherever the site is published. An `<a>` written as JSX is left as it is.
 */
export function markdownLinks(): AstroIntegration {
  return {
    name: 'markdown-links',
    hooks: {
      'astro:config:setup': ({ config }) => {
        const processor = config.markdown.processor as unknown as Processor;
        processor.options.hastPlugins.push(prefixBase(config.base.replace(/\/$/, '')));
      },
    },
  };
}

interface LinkElement {
  properties?: { href?: unknown };
}

function prefixBase(base: string) {
  return {
    name: 'prefix-base',
    element: [
      {
        filter: ['a'],
        visit(
          node: LinkElement,
          context: { setProperty(node: LinkElement, name: string, value: string): void },
        ) {
          const href = node.properties?.href;
          if (typeof href === 'string' && /^\/(?!\/)/.test(href)) {
            context.setProperty(node, 'href', base + href);
          }
        },
      },
    ],
  };
}
