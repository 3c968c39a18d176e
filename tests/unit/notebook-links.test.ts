/** Addresses in output: which become links, and where they lead. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linkParts } from '../../src/notebook/links.ts';

const links = (text: string) => linkParts(text).flatMap(({ href }) => href ?? []);

test('an address becomes a link that leads where it says; nothing of the text is lost', () => {
  const text = 'see https://nodejs.org/api/fs.html#fsopen, then http://example.com/a?b=1&c=[d]!';
  assert.deepEqual(links(text), [
    'https://nodejs.org/api/fs.html#fsopen',
    'http://example.com/a?b=1&c=[d]',
  ]);
  for (const { text: shown, href } of linkParts(text)) if (href) assert.equal(shown, href);
  assert.equal(
    linkParts(text)
      .map((part) => part.text)
      .join(''),
    text,
  );
});

test('what closes a sentence or a bracket stays outside', () => {
  assert.deepEqual(links('(https://a.example/x)'), ['https://a.example/x']);
  assert.deepEqual(links('https://a.example/x_(y).'), ['https://a.example/x_(y)']);
  assert.deepEqual(links('"https://a.example/x"'), ['https://a.example/x']);
  assert.deepEqual(links('(see (https://a.example/x)).'), ['https://a.example/x']);
});

for (const text of [
  'javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'file:///etc/passwd',
  'https://',
  'https://nodejs.org@evil.example/',
  'https://user:password@evil.example/',
  'http://localhost:3000/',
  'http://app.localhost/',
  'http://127.0.0.1:8080/x',
  'http://[::1]:3000/',
  'xhttps://a.example/',
]) {
  test(`no link: ${text}`, () => assert.deepEqual(linkParts(text), [{ text }]));
}

test('an invisible character ends an address', () => {
  assert.deepEqual(links('https://a.example/\u202egpj.exe'), ['https://a.example/']);
  assert.deepEqual(links('https://a.example/\u200bx'), ['https://a.example/']);
});
