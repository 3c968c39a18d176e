/**
 * How a sandbox's code is coloured: the build's HTML and the editor use the same parser and the same
 * classes, so that nothing changes its colour when one takes the place of the other.
 */
import { tagHighlighter, tags } from '@lezer/highlight';

/** Classes of code.css by kind of token; what has none is drawn in the code's ink. */
export const codeColors = tagHighlighter([
  { tag: [tags.keyword, tags.operator, tags.self, tags.null], class: 'code-keyword' },
  { tag: [tags.string, tags.regexp, tags.special(tags.string)], class: 'code-string' },
  { tag: [tags.number, tags.bool, tags.atom], class: 'code-number' },
  { tag: tags.comment, class: 'code-comment' },
  {
    tag: [tags.function(tags.variableName), tags.function(tags.propertyName)],
    class: 'code-function',
  },
  { tag: [tags.punctuation, tags.bracket, tags.separator], class: 'code-punctuation' },
]);

/** JSON is near enough to JavaScript to be coloured as such. */
export function isJavaScript(file: string): boolean {
  return /\.([cm]?js|json)$/.test(file);
}
