/**
 * What the page of licences names, besides Node and the packages of sandboxes. A build stops when
 * its bundles hold a package that is not among these, and `npm run test:built` fails when one of
 * these is shipped no more.
 */

/** Packages in the site's bundles, by their places below node_modules. */
export const bundled = [
  '@astrojs/starlight',
  '@codemirror/autocomplete',
  '@codemirror/commands',
  '@codemirror/lang-css',
  '@codemirror/lang-html',
  '@codemirror/lang-javascript',
  '@codemirror/language',
  '@codemirror/state',
  '@codemirror/view',
  '@fontsource-variable/ibm-plex-sans',
  '@fontsource/ibm-plex-mono',
  '@fontsource/ibm-plex-sans-kr',
  '@lezer/common',
  '@lezer/css',
  '@lezer/highlight',
  '@lezer/html',
  '@lezer/javascript',
  '@lezer/lr',
  '@marijn/find-cluster-break',
  '@msgpack/msgpack',
  '@noble/ciphers',
  '@noble/hashes',
  '@pagefind/default-ui',
  '@preact/signals',
  '@preact/signals-core',
  '@webcontainer/api',
  '@xterm/addon-fit',
  '@xterm/xterm',
  'acorn',
  'astro',
  'astro/node_modules/vite',
  'cjs-module-lexer',
  'd3-array',
  'd3-color',
  'd3-format',
  'd3-interpolate',
  'd3-scale',
  'diff',
  'fflate',
  'pako',
  'preact',
  'style-mod',
  'v86',
  'w3c-keyname',
];

/** Packages whose files come into the site by other ways than a bundle's modules. */
export const besides = [
  // Small helpers in what it bundles.
  'esbuild',
  // Its search and the fields of it lie in pagefind/.
  '@astrojs/starlight/node_modules/pagefind',
];

/** Compiled into a package, or ported for it, without its licence's text there. */
export interface Part {
  name: string;
  /** The place of the package that holds it. */
  within: string;
  /** SPDX's name of its licence. */
  licence: string;
  homepage: string;
}

const PGLITE = '@electric-sql/pglite';

export const parts: Part[] = [
  {
    name: 'PostgreSQL',
    within: PGLITE,
    licence: 'PostgreSQL',
    homepage: 'https://www.postgresql.org/about/licence/',
  },
  {
    name: 'Emscripten',
    within: PGLITE,
    licence: 'MIT',
    homepage: 'https://github.com/emscripten-core/emscripten/blob/main/LICENSE',
  },
  {
    name: 'musl',
    within: PGLITE,
    licence: 'MIT',
    homepage: 'https://git.musl-libc.org/cgit/musl/tree/COPYRIGHT',
  },
  {
    name: 'zlib',
    within: 'pako',
    licence: 'Zlib',
    homepage: 'https://zlib.net/zlib_license.html',
  },
  {
    name: 'Svelte',
    within: '@pagefind/default-ui',
    licence: 'MIT',
    homepage: 'https://github.com/sveltejs/svelte/blob/main/LICENSE.md',
  },
];
