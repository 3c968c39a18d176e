/** The site's own rules: words in both languages, legible colours, links, sandboxes that exist. */
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { highlight } from '../../src/build/highlight.ts';
import { prefixBase } from '../../src/build/markdown.ts';
import { findSandbox } from '../../src/components/find-sandbox.ts';

test('every page exists in both languages', async () => {
  const pages = (await readdir('content/docs')).filter((name) => /\.mdx?$/.test(name));
  const korean = (await readdir('content/docs/ko')).filter((name) => /\.mdx?$/.test(name));
  assert.ok(pages.length > 0);
  assert.deepEqual(korean.sort(), pages.sort());
});

test('every word of the interface exists in both languages', async () => {
  const [en, ko] = await Promise.all(
    ['en', 'ko'].map(async (lang) =>
      JSON.parse(await readFile(`content/i18n/${lang}.json`, 'utf8')),
    ),
  );
  for (const key of Object.keys(en)) assert.ok(ko[key], `content/i18n/ko.json lacks "${key}"`);
});

test('text, lanes, verdicts and code have at least 4.5 : 1 against what they stand on', async () => {
  const colours = await readColours();
  const paper = ['paper', 'paper-raised'];
  const pairs = [
    ...['ink', 'ink-soft', 'accent', 'ok', 'bad', 'warn'].map((name) => [name, paper] as const),
    ...[1, 2, 3, 4, 5, 6].map((lane) => [`lane-${lane}`, paper] as const),
    ...['ink', 'keyword', 'string', 'number', 'comment', 'function', 'punctuation'].map(
      (name) => [`code-${name}`, ['code-paper']] as const,
    ),
    ['accent-ink', ['accent']] as const,
  ];
  for (const [name, grounds] of pairs) {
    for (const ground of grounds) {
      for (const theme of [0, 1] as const) {
        const ratio = contrast(colours(name)[theme], colours(ground)[theme]);
        assert.ok(ratio >= 4.5, `--${name} on --${ground}: ${ratio.toFixed(2)} : 1`);
      }
    }
  }
});

test('code of a sandbox is the same text in classes alone, so that it follows the theme', () => {
  const text = "import fs from 'node:fs'; // a < b\nfs.readSync(1 && `<i>${2}`);\n";
  const html = highlight('index.js', text);
  assert.match(html, /<span class="code-keyword">import<\/span>/);
  assert.doesNotMatch(html, /style|<i>|#[0-9a-f]{3,6}\b/i);
  assert.equal(html.match(/class="line"/g)?.length, 2);
  const entities: Record<string, string> = { '&lt;': '<', '&amp;': '&' };
  const plain = html.replace(/<[^>]*>/g, '').replace(/&\w+;/g, (entity) => entities[entity]!);
  assert.equal(`${plain}\n`, text);
  const page = highlight('page.html', '<p id="x"></p>\n<script>let a = 1;</script>\n');
  assert.match(page, /<span class="code-keyword">p<\/span>.*\n.*<span class="code-keyword">let</);
  assert.equal(highlight('a.sql', 'a\n\nb').match(/class="line"/g)?.length, 3);
});

test('links in Markdown take the base path, others stay', () => {
  const [{ visit }] = prefixBase('/notes').element;
  const result = (href: string) => {
    const node = { properties: { href } };
    visit(node, { setProperty: (target, _name, value) => (target.properties = { href: value }) });
    return node.properties.href;
  };
  assert.equal(result('/ko/synchronous-io/'), '/notes/ko/synchronous-io/');
  assert.equal(result('#part'), '#part');
  assert.equal(result('//elsewhere.example/'), '//elsewhere.example/');
  assert.equal(result('https://nodejs.org/api/'), 'https://nodejs.org/api/');
});

test('an unknown sandbox is refused in a sentence that helps', async () => {
  await assert.rejects(findSandbox('blocking-cal', 'ko/synchronous-io'), (error: Error) => {
    assert.match(error.message, /"ko\/synchronous-io"/);
    assert.match(error.message, /"blocking-cal"/);
    assert.match(error.message, /there are .*blocking-call/);
    return true;
  });
});

/** Reads tokens.css: the light and the dark value of a custom property. */
async function readColours(): Promise<(name: string) => [string, string]> {
  const css = await readFile('src/components/theme/tokens.css', 'utf8');
  return (name) => {
    const found = new RegExp(`--${name}: light-dark\\((#\\w{6}), (#\\w{6})\\)`).exec(css);
    assert.ok(found?.[1] && found[2], `tokens.css has no colour --${name}`);
    return [found[1], found[2]];
  };
}

/** WCAG 2 contrast ratio of two colours `#rrggbb`. */
function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [
    number,
    number,
  ];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const channel = parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
