/** Code as HTML: its colours are the design's variables, so that it follows the theme. */
import { htmlLanguage } from '@codemirror/lang-html';
import { highlightCode } from '@lezer/highlight';
import { parser as javascript } from '@lezer/javascript';
import { createCssVariablesTheme } from 'shiki';
import { codeColors, languageOf } from '../notebook/code-colors.ts';

/** For code in the text of chapters. */
export const codeTheme = createCssVariablesTheme({ name: 'in-step', fontStyle: false });

const parsers = { javascript, html: htmlLanguage.parser };

/** A file of a sandbox: a `.line` for each line but the empty one after the last line's end. */
export function highlight(file: string, text: string): string {
  const code = text.replace(/\n$/, '');
  const lines = [''];
  const put = (html: string) => (lines[lines.length - 1] += html);
  const language = languageOf(file);
  if (language) {
    highlightCode(
      code,
      parsers[language].parse(code),
      codeColors,
      (part, classes) =>
        put(classes ? `<span class="${classes}">${escape(part)}</span>` : escape(part)),
      () => lines.push(''),
    );
  } else {
    lines.splice(0, 1, ...code.split('\n').map(escape));
  }
  const html = lines.map((line) => `<span class="line">${line}</span>`).join('\n');
  return `<pre tabindex="0"><code>${html}</code></pre>`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
