/** The chapters retell every point of the notes that is theirs, and say the same in both languages. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parse } from 'yaml';

interface Note {
  id: string;
  note: 1 | 2;
  chapters: string[];
  point: { en: string; ko: string };
}

const ENGLISH = 'content/docs';
const KOREAN = 'content/docs/ko';

/** Every point of the two notes. */
const IDS = [
  ...['1.1', '1.2', '1.3', '1.4', '1.5', '1.6'],
  ...['2.1', '2.2', '2.3', '2.4', '2.5', '2.6', '2.7'],
  ...['3.1', '3.2', '4.1', '4.2', '4.3', '4.4', '4.5', '5.1', '5.2', '5.3'],
  ...['6.1', '6.2', '6.3', '6.4', '7.1', '7.2', '7.3', '8.1', '8.2'],
  ...['A1', 'A2', 'B1', 'B2', 'C1', 'C2', 'D1', 'E1', 'E2', 'E3', 'F1', 'F2', 'F3', 'G1'],
  ...['H1', 'H2', 'H3', 'I1', 'I2', 'I3', 'I4'],
];

const notes: Note[] = parse(readFileSync('content/notes.yaml', 'utf8'));
const slugs = pageSlugs(ENGLISH);

test('notes.yaml holds every point once, in both languages', () => {
  assert.deepEqual(notes.map(({ id }) => id).sort(), IDS.toSorted());
  for (const { id, note, chapters, point } of notes) {
    assert.equal(note, /^\d/.test(id) ? 1 : 2, `${id} stands under the wrong note`);
    assert.ok(chapters.length > 0, `${id} belongs to no chapter`);
    assert.match(point.en, /^[^가-힣]+$/, `${id} has no English`);
    assert.match(point.ko, /[가-힣]/, `${id} has no Korean`);
  }
});

test('each page has a twin in the other language', () => {
  assert.deepEqual(pageSlugs(KOREAN), slugs);
});

for (const slug of slugs) {
  test(`${slug} cites every point that is its own, in both languages`, () => {
    const own = notes.filter(({ chapters }) => chapters.includes(slug)).map(({ id }) => id);
    for (const folder of [ENGLISH, KOREAN]) {
      const cited = citedIds(read(folder, slug));
      assert.deepEqual([...new Set(cited)].sort(), own.sort(), `${folder}/${slug}.mdx`);
    }
  });

  test(`${slug} has the same parts in both languages`, () => {
    const [english, korean] = [read(ENGLISH, slug), read(KOREAN, slug)];
    for (const part of [headings, sandboxes, citedIds, links, asides]) {
      assert.deepEqual(part(korean), part(english), `they differ in their ${part.name}`);
    }
  });
}

/** Every page but the home page. One that is no chapter has no points of its own, and cites none. */
function pageSlugs(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.mdx') && name !== 'index.mdx')
    .map((name) => name.replace('.mdx', ''));
}

function read(folder: string, slug: string): string {
  return readFileSync(`${folder}/${slug}.mdx`, 'utf8');
}

function citedIds(text: string): string[] {
  return [...text.matchAll(/<Notes ids=\{\[([^\]]*)\]\}/g)].flatMap((match) =>
    [...match[1]!.matchAll(/'([^']+)'/g)].map((id) => id[1]!),
  );
}

function headings(text: string): string[] {
  return [...text.matchAll(/^(#+) /gm)].map((match) => match[1]!);
}

function sandboxes(text: string): string[] {
  return [...text.matchAll(/<Sandbox name="([^"]+)"/g)].map((match) => match[1]!);
}

function links(text: string): string[] {
  return [...text.matchAll(/\]\((https:[^)\s]+)\)/g)].map((match) => match[1]!);
}

function asides(text: string): string[] {
  return [...text.matchAll(/^:::(\w+)/gm)].map((match) => match[1]!);
}
