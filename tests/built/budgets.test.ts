/** No page is heavier than budgets.ts lets it be. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { budgets, KOREAN_FONTS, PAGE, type Kind } from './budgets.ts';
import { pages } from './pages.ts';
import { weightOf, type Part } from './weights.ts';

const KB = 1024;

function kindOf(path: string, html: string): Kind {
  if (/^\/(ko\/)?$/.test(path)) return 'home';
  if (path.endsWith('/licences/')) return 'licences';
  if (html.includes('<node-sandbox')) return 'chapter';
  return html.includes('class="results') ? 'results' : 'other';
}

test('the HTML, scripts, styles and fonts of every page keep to its budget', () => {
  const kinds = new Set<Kind>();
  for (const page of pages) {
    const kind = kindOf(page.path, page.html);
    kinds.add(kind);
    const weight = weightOf(page);
    const koreanFonts = page.path.startsWith('/ko/') ? KOREAN_FONTS : 0;
    for (const [part, most] of Object.entries(budgets[kind]) as [Part, number][]) {
      const limit = (most + (part === 'fonts' ? koreanFonts : 0)) * KB;
      const said = `${page.path}: ${part} are ${weight[part]} bytes, of ${limit}`;
      assert.ok(weight[part] > 0 && weight[part] <= limit, said);
    }
    const all = Object.values(weight).reduce((sum, size) => sum + size, 0);
    const limit = (PAGE + koreanFonts) * KB;
    assert.ok(all <= limit, `${page.path}: ${all} bytes, of ${limit}`);
  }
  assert.deepEqual([...kinds].sort(), ['chapter', 'home', 'licences', 'other', 'results']);
});
