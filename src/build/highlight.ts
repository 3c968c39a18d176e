import { codeToHtml, createCssVariablesTheme } from 'shiki';

/** One theme for every piece of code: it draws with variables, which theme/code.css sets. */
export const codeTheme = createCssVariablesTheme({ name: 'in-step', fontStyle: false });

/** Highlights a file of a sandbox; its name's extension tells the language. */
export function highlight(name: string, text: string): Promise<string> {
  const extension = name.split('.').at(-1);
  const lang = ['html', 'json', 'sql'].find((known) => known === extension) ?? 'javascript';
  return codeToHtml(text, { lang, theme: codeTheme });
}
