/**
 * Every page is valid HTML, as html-validate's `standard` rules have it, but for one attribute:
 * Firefox leaves a box as it was over a reload unless it has `autocomplete="off"`.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HtmlValidate } from 'html-validate';
import { pages } from './pages.ts';

const validator = new HtmlValidate({
  extends: ['html-validate:standard'],
  rules: { 'valid-autocomplete': 'off' },
});

test('every page is valid HTML', async () => {
  for (const { file, html } of pages) {
    const { results } = await validator.validateString(html, file);
    const messages = results.flatMap(({ messages }) => messages);
    const errors = messages.filter(({ severity }) => severity === 2);
    const said = errors.map(({ line, column, ruleId, message }) => {
      return `${file}:${line}:${column} ${ruleId}: ${message}`;
    });
    assert.deepEqual(said, []);
  }
});
