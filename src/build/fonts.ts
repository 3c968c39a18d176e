/**
 * Cuts the site's own faces out of IBM Plex, for theme/fonts.css to name: the weights that the theme
 * draws, without hints for pixels, and of Korean only the characters that the site's texts are
 * written in, in one file a weight. (The whole of Hangul is half a megabyte a weight; in a hundred
 * slices, a page takes thirty.) What a reader writes besides comes from the system's own face.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { glob, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AstroIntegration } from 'astro';
import subsetFont from 'subset-font';
import { shipModules } from './licences/shipped.ts';

const require = createRequire(import.meta.url);
const root = new URL('../../', import.meta.url);

/** Where the faces lie, each beside a hash of what it was made of. */
const folder = new URL('.cache/fonts/', root);

interface Face {
  source: string;
  /** Weights that are kept of a variable face. */
  weights?: number | { min: number; max: number };
  isKorean?: boolean;
}

const plexSans = '@fontsource-variable/ibm-plex-sans/files/ibm-plex-sans-latin-wght';
const plexMono = '@fontsource/ibm-plex-mono/files/ibm-plex-mono-latin';
const plexKorean = '@fontsource/ibm-plex-sans-kr/files/ibm-plex-sans-kr-korean';

/** By file name, without `.woff2`. */
const faces: Record<string, Face> = {
  text: { source: `${plexSans}-normal.woff2`, weights: { min: 400, max: 700 } },
  'text-italic': { source: `${plexSans}-italic.woff2`, weights: 400 },
  'code-400': { source: `${plexMono}-400-normal.woff2` },
  'code-600': { source: `${plexMono}-600-normal.woff2` },
  'korean-400': { source: `${plexKorean}-400-normal.woff2`, isKorean: true },
  'korean-600': { source: `${plexKorean}-600-normal.woff2`, isKorean: true },
};

/** Whatever the site says in Korean; and what Starlight does, and Intl in dates and lists. */
const texts = ['content/**/*.*', 'src/**/*.*', 'sandboxes/*/*.{js,json}'];
const starlightTexts = 'node_modules/@astrojs/starlight/dist/translations/ko.js';
const intlTexts = '년 월 일 및';

const KOREAN = /[\p{Script=Hangul}\p{Script=Han}]/gu;

/** Those of a text, each once, in the order of their code points. */
export function koreanCharacters(text: string): string {
  return [...new Set(text.match(KOREAN))].sort().join('');
}

export function fonts(): AstroIntegration {
  return {
    name: 'in-step:fonts',
    hooks: {
      // Before anything reads the style sheets, in a build as in the dev server.
      'astro:config:setup': async () => {
        const korean = koreanCharacters(await siteTexts());
        mkdirSync(folder, { recursive: true });
        for (const [name, face] of Object.entries(faces)) await cut(name, face, korean);
      },
    },
  };
}

/** All that may be drawn in the site's own face for Korean. */
export async function siteTexts(): Promise<string> {
  const files = [starlightTexts];
  for await (const file of glob(texts, { cwd: root })) files.push(file);
  const read = files.map((file) => readFile(new URL(file, root), 'utf8'));
  return [intlTexts, ...(await Promise.all(read))].join('\n');
}

/** Writes the face, unless it is there and was made in the same way. */
async function cut(name: string, { source, weights, isKorean }: Face, korean: string) {
  const path = require.resolve(source);
  shipModules([path]);
  const font = readFileSync(path);
  const text = isKorean ? korean : undefined;
  const options = {
    targetFormat: 'woff2',
    keepAllGlyphs: !isKorean,
    noHinting: true,
    ...(weights !== undefined && { variationAxes: { wght: weights } }),
  } as const;
  const made = createHash('sha256').update(font).update(JSON.stringify({ text, options }));
  const hash = made.digest('hex');
  const target = new URL(`${name}.woff2`, folder);
  const stamp = new URL(`${name}.made`, folder);
  if (existsSync(target) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  writeFileSync(target, await subsetFont(font, text, options));
  writeFileSync(stamp, hash);
}
