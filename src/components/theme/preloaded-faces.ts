/** The faces that most of a page is set in (fonts.css). */
import code from '../../../.cache/fonts/code-400.woff2?url';
import korean from '../../../.cache/fonts/korean-400.woff2?url';
import koreanBold from '../../../.cache/fonts/korean-600.woff2?url';
import italic from '../../../.cache/fonts/text-italic.woff2?url';
import text from '../../../.cache/fonts/text.woff2?url';

/** Words in italics, as Prettier has them: between low lines. */
const EMPHASIS = /(?<![\w`/])_[^_`\n]+_(?!\w)/;

/** Addresses of those that a page in `lang`, of this Markdown, fetches before it is laid out. */
export function preloadedFaces(lang: string, markdown = ''): string[] {
  if (lang === 'ko') return [text, korean, koreanBold, code];
  return EMPHASIS.test(markdown) ? [text, italic, code] : [text, code];
}
