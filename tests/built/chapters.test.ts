/** The chapters as a book: each says how long it takes and leads to the next. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readConformance } from '../../src/components/results/read-results.ts';
import { pages, type BuiltPage } from './pages.ts';

const { passed } = readConformance()!;

const page = (path: string): BuiltPage => {
  const found = pages.find((page) => page.path === path);
  assert.ok(found, `there is no page ${path}`);
  return found;
};
const text = ({ root, file }: BuiltPage, selector: string): string => {
  const element = root.querySelector(selector);
  assert.ok(element, `${file} has no ${selector}`);
  return element.text.trim();
};

for (const [home, takes, last] of [
  ['/', /^\d+ minutes? to read\s*\d+ sandbox(es)? to run$/, 'The embedded Node'],
  ['/ko/', /^읽는 데 \d+분\s*샌드박스 \d+개$/, '내장 Node'],
] as const) {
  test(`the chapters of ${home} lead on, the last to the embedded Node`, () => {
    const chapters = page(home).root.querySelectorAll('main ol a');
    const titles = chapters.map((link) => link.text.trim());
    assert.ok(titles.length > 1);
    let path = chapters[0]!.getAttribute('href')!;
    for (const [i, title] of titles.entries()) {
      const chapter = page(path);
      assert.equal(text(chapter, 'h1'), title);
      assert.match(text(chapter, 'main header .takes'), takes);
      assert.equal(
        chapter.root.querySelectorAll('.sidebar-content [aria-current="page"]').length,
        1,
      );
      const before = chapter.root.querySelector('a[rel="prev"] .link-title')?.text.trim();
      assert.equal(before, titles[i - 1]);
      assert.equal(text(chapter, 'a[rel="next"] .link-title'), titles[i + 1] ?? last);
      path = chapter.root.querySelector('a[rel="next"]')!.getAttribute('href')!;
    }
    const end = page(path);
    assert.equal(text(end, 'h1'), last);
    assert.deepEqual(end.root.querySelectorAll('main header .number, main header .takes'), []);
    assert.ok(text(end, 'main').includes(passed.toLocaleString('en')));
  });
}
