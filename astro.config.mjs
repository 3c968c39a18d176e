// @ts-check
import mdx from '@astrojs/mdx';
import starlight from '@astrojs/starlight';
import { defineConfig } from 'astro/config';
import { anyHost } from './src/build/any-host.ts';
import { contentSecurityPolicy } from './src/build/content-security-policy.ts';
import { contentsScript } from './src/build/contents-script.ts';
import { embeddedNode } from './src/build/embedded-node.ts';
import { fonts } from './src/build/fonts.ts';
import { isolationHeaders } from './src/build/headers.ts';
import { codeTheme } from './src/build/highlight.ts';
import { licences } from './src/build/licences.ts';
import { markdown } from './src/build/markdown.ts';
import { offline } from './src/build/offline.ts';
import { openGraph } from './src/build/open-graph.ts';
import { nodeNamesModule } from './src/build/node-names.ts';
import { packages } from './src/build/packages.ts';
import { readEnvironment, siteSettings } from './src/build/settings.ts';
import { readAddress } from './src/build/site-address.ts';
import { kernelLab } from './src/build/kernel-lab.ts';
import { siteFrames } from './src/build/site-frames.ts';
import { sourceStamp } from './src/build/source-stamp.ts';
import { webManifest } from './src/build/web-manifest.ts';
import { languages } from './src/components/languages.ts';

/** Chapters in reading order: file names in content/docs, without the extension. */
const chapters = [
  'synchronous-io',
  'asynchronous-io',
  'offloaded-threads',
  'request-response',
  'promises-and-futures',
  'event-notification',
  'job-queue',
  'polling-and-push',
  'async-commit',
  'async-replication',
  'os-write-cache',
  'trade-offs',
];

export default defineConfig({
  ...readAddress(readEnvironment(new URL('./', import.meta.url))),
  srcDir: './',
  publicDir: './public',
  outDir: './dist',
  cacheDir: './.cache/astro',
  trailingSlash: 'always',
  server: { headers: isolationHeaders },
  markdown: { shikiConfig: { theme: codeTheme } },
  vite: {
    build: {
      // Small style sheets and scripts of pages come with the page; Astro asks by their names in dist,
      // Vite by paths on this disk: what style sheets and scripts name stays a file.
      assetsInlineLimit: (path, content) => path.startsWith('_astro/') && content.length < 4096,
      rolldownOptions: {
        // Astro marks pages with a directive of its own, which Rolldown warns of on every build.
        onwarn: (warning, warn) => warning.code === 'MODULE_LEVEL_DIRECTIVE' || warn(warning),
      },
    },
    // Only the site's own pages: sandboxes, tests and dist hold entry points of other programs.
    optimizeDeps: {
      entries: [
        'src/components/**/*.astro',
        'src/notebook/**/*.{ts,tsx}',
        'src/kernel/{app.tsx,xterm.ts}',
      ],
    },
  },
  integrations: [
    siteSettings(),
    fonts(),
    starlight({
      title: 'In Step',
      locales: languages,
      favicon: '/favicon.svg',
      sidebar: [
        {
          label: 'Chapters',
          translations: { ko: '장' },
          items: chapters.map((slug) => ({ slug, attrs: { 'data-chapter': slug } })),
        },
        {
          label: 'About this site',
          translations: { ko: '이 사이트에 대해' },
          items: ['embedded-node'],
        },
      ],
      expressiveCode: false,
      lastUpdated: true,
      customCss: [
        './src/components/theme/tokens.css',
        './src/components/theme/fonts.css',
        './src/components/theme/starlight.css',
        './src/components/theme/prose.css',
        './src/components/theme/frame.css',
        './src/components/theme/code.css',
        './src/components/theme/print.css',
      ],
      components: {
        Footer: './src/components/overrides/Footer.astro',
        Head: './src/components/overrides/Head.astro',
        Header: './src/components/overrides/Header.astro',
        MobileMenuFooter: './src/components/overrides/MobileMenuFooter.astro',
        PageTitle: './src/components/overrides/PageTitle.astro',
        Sidebar: './src/components/overrides/Sidebar.astro',
      },
    }),
    contentsScript(),
    mdx(),
    markdown(),
    // Before what reads the pages of dist; the documents of site-frames have policies of their own.
    contentSecurityPolicy(),
    embeddedNode(),
    kernelLab(),
    siteFrames(),
    packages(),
    openGraph(),
    webManifest(),
    nodeNamesModule(),
    anyHost(),
    offline(),
    licences(),
    sourceStamp(),
  ],
});
