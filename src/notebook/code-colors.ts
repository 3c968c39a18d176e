/**
 * How a sandbox's code is coloured: the build's HTML and the editor use the same parser and the same
 * classes, so that nothing changes its colour when one takes the place of the other.
 */
import { tagHighlighter, tags } from '@lezer/highlight';

/** Classes of code.css by kind of token; what has none is drawn in the code's ink. */
export const codeColors = tagHighlighter([
  { tag: [tags.keyword, tags.operator, tags.self, tags.null, tags.tagName], class: 'code-keyword' },
  { tag: [tags.string, tags.regexp, tags.special(tags.string)], class: 'code-string' },
  { tag: [tags.number, tags.bool, tags.atom], class: 'code-number' },
  { tag: tags.comment, class: 'code-comment' },
  {
    tag: [tags.function(tags.variableName), tags.function(tags.propertyName), tags.attributeName],
    class: 'code-function',
  },
  { tag: [tags.punctuation, tags.bracket, tags.separator], class: 'code-punctuation' },
]);

export type CodeLanguage = 'javascript' | 'html';

/** What a file is coloured as; JSON is near enough to JavaScript. Null: not at all. */
export function languageOf(file: string): CodeLanguage | null {
  if (/\.([cm]?js|json)$/.test(file)) return 'javascript';
  return file.endsWith('.html') ? 'html' : null;
}
