import type { AstroIntegration } from 'astro';

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

/** The plugin, for Astro's Markdown processor (Sätteri); `base` has no slash at its end. */
export function prefixBase(base: string) {
  const links = {
    filter: ['a'],
    visit(node: Link, context: Context) {
      const href = node.properties?.href;
      if (typeof href === 'string' && /^\/(?!\/)/.test(href)) {
        context.setProperty(node, 'href', base + href);
      }
    },
  };
  return { name: 'prefix-base', element: [links] as const };
}

interface Processor {
  options: { hastPlugins: unknown[] };
}

interface Link {
  properties?: { href?: unknown };
}

interface Context {
  setProperty(node: Link, name: string, value: string): void;
}
