/** The policy of every page, as it lies in dist. That browsers keep it is shown in tests/e2e/security.spec.ts. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import type { HTMLElement } from 'node-html-parser';
import { pages } from './pages.ts';

/** StackBlitz's hosts, and nobody else's. */
const stackBlitz =
  /^https:\/\/(\*\.)?(stackblitz\.com|stackblitz\.io|webcontainer\.io|webcontainer-api\.io)$/;

/** Directives of a page's one policy, with their sources. */
function policyOf(root: HTMLElement): Map<string, string[]> {
  const [policy, ...more] = root.querySelectorAll('meta[http-equiv="Content-Security-Policy"]');
  assert.equal(more.length, 0);
  const directives = policy!.getAttribute('content')!.split('; ');
  return new Map(
    directives.map((directive) => {
      const [name, ...sources] = directive.split(' ');
      return [name!, sources];
    }),
  );
}

const scripts = (root: HTMLElement) =>
  root
    .querySelectorAll('script')
    .filter((script) => /^(module)?$/.test(script.getAttribute('type') ?? ''));

test('on every page the policy comes before all that it governs', () => {
  for (const { file, root } of pages) {
    const [charset, policy] = root.querySelector('head')!.children;
    assert.equal(charset!.getAttribute('charset'), 'utf-8', file);
    assert.equal(policy!.getAttribute('http-equiv'), 'Content-Security-Policy', file);
  }
});

test('what no directive names is refused, and nothing but StackBlitz is foreign', () => {
  for (const { file, root } of pages) {
    const policy = policyOf(root);
    assert.deepEqual(policy.get('default-src'), ["'none'"], file);
    assert.deepEqual(policy.get('base-uri'), ["'none'"], file);
    const foreign = [...policy.values()]
      .flat()
      .filter((source) => !/^'|^(data|blob):$/.test(source));
    for (const source of foreign) assert.match(source, stackBlitz, file);
    for (const name of ['script-src', 'style-src', 'img-src', 'font-src', 'worker-src']) {
      const sources = policy.get(name)!;
      assert.ok(!sources.some((source) => source.startsWith('http')), `${file}: ${name}`);
    }
  }
});

test('a page lets in its own inline scripts by their hashes, and no other', () => {
  for (const { file, root } of pages) {
    const inline = scripts(root).filter((script) => !script.hasAttribute('src'));
    const hashes = inline.map(({ rawText }) => {
      return `'sha256-${createHash('sha256').update(rawText).digest('base64')}'`;
    });
    const expected = ["'self'", "'wasm-unsafe-eval'", ...new Set(hashes)];
    assert.deepEqual(policyOf(root).get('script-src'), expected, file);
    assert.ok(inline.length > 0, `${file} has inline scripts`);
  }
});

test('no page has an inline handler, an address that is a script, or a frame', () => {
  for (const { file, root } of pages) {
    for (const element of root.querySelectorAll('*')) {
      for (const [name, value] of Object.entries(element.attributes)) {
        assert.doesNotMatch(name, /^on/i, `${file}: <${element.rawTagName} ${name}>`);
        if (['href', 'src', 'action', 'formaction'].includes(name)) {
          assert.doesNotMatch(value, /^\s*(javascript|data):/i, `${file}: ${value}`);
        }
        assert.notEqual(name, 'srcdoc', file);
      }
    }
    assert.deepEqual(root.querySelectorAll('iframe, object, embed, base'), [], file);
  }
});

test('every script, style, font and picture of a page is the site’s own', () => {
  for (const { file, root } of pages) {
    const loads = [
      ...root.querySelectorAll('[src]').map((element) => element.getAttribute('src')!),
      ...root
        .querySelectorAll('link[rel~="stylesheet"], link[rel~="preload"], link[rel~="icon"]')
        .map((link) => link.getAttribute('href')!),
    ];
    for (const address of loads) assert.match(address, /^\/(?!\/)/, `${file}: ${address}`);
    assert.ok(loads.length > 3, file);
  }
});
