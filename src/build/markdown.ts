import type { AstroIntegration } from 'astro';

/** What is done to the elements that Markdown gives; those written as JSX are left as they are. */
export function markdown(): AstroIntegration {
  return {
    name: 'markdown',
    hooks: {
      'astro:config:setup': ({ config }) => {
        const processor = config.markdown.processor as unknown as Processor;
        const base = config.base.replace(/\/$/, '');
        processor.options.hastPlugins.push(prefixBase(base), focusableTables());
      },
    },
  };
}

/**
 * Prefixes the site's base path to links that begin with a slash: authors write `/synchronous-io/`
 * wherever the site is published. A plugin for Astro's Markdown processor (Sätteri); `base` has no
 * slash at its end.
 */
export function prefixBase(base: string) {
  const links = {
    filter: ['a'],
    visit(node: Element, context: Context) {
      const href = node.properties?.href;
      if (typeof href === 'string' && /^\/(?!\/)/.test(href)) {
        context.setProperty(node, 'href', base + href);
      }
    },
  };
  return { name: 'prefix-base', element: [links] as const };
}

/** Tables scroll where they are wider than a phone, and by the keyboard only what has the focus does. */
function focusableTables() {
  const tables = {
    filter: ['table'],
    visit: (node: Element, context: Context) => context.setProperty(node, 'tabIndex', 0),
  };
  return { name: 'focusable-tables', element: [tables] as const };
}

interface Processor {
  options: { hastPlugins: unknown[] };
}

interface Element {
  properties?: { href?: unknown };
}

interface Context {
  setProperty(node: Element, name: string, value: string | number): void;
}
