/**
 * How long a chapter takes to read, without what is run in it. Each language counts in its own way:
 * English in words, Korean in characters, spaces left out.
 */
import type { languages } from './languages.ts';

type Language = (typeof languages)[keyof typeof languages]['lang'];

/** A minute's reading for an adult: 240 words of English, 500 characters of Korean. */
const A_MINUTE = { en: 240, ko: 500 };

/** In whole minutes, one at least; `source` is the page's MDX without its front matter. */
export function readingMinutes(source: string, lang: Language): number {
  const text = prose(source);
  const length = lang === 'ko' ? text.replace(/\s/g, '').length : words(text);
  return Math.max(1, Math.round(length / A_MINUTE[lang]));
}

/** How many sandboxes stand in the page. */
export function countSandboxes(source: string): number {
  return source.match(/<Sandbox /g)?.length ?? 0;
}

/** What is read of the source: neither imports nor tags, nor the addresses of links. */
function prose(source: string): string {
  return source
    .replace(/^import .*$/gm, '')
    .replace(/<\/?[A-Za-z](?:"[^"]*"|[^>"])*>/g, '')
    .replace(/\]\([^)\s]*\)/g, ']')
    .replace(/[|`*_#[\]]|-{3,}|^:::\w*/gm, ' ');
}

function words(text: string): number {
  const segments = new Intl.Segmenter('en', { granularity: 'word' }).segment(text);
  return [...segments].filter(({ isWordLike }) => isWordLike).length;
}
