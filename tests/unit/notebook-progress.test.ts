/** What the page says while packages come. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sayProgress } from '../../src/notebook/progress.ts';

const titles = ['@electric-sql/pglite 0.5.16', 'PostgreSQL data directory'];

test('what is fetched, and how much of how much has come, in whole megabytes', () => {
  const progress = { titles, received: 2_999_999, size: 9_390_941 };
  assert.equal(
    sayProgress(progress, 'en'),
    'Fetching @electric-sql/pglite 0.5.16 and PostgreSQL data directory: 2 of 10 MB…',
  );
  assert.equal(
    sayProgress(progress, 'ko'),
    '@electric-sql/pglite 0.5.16 및 PostgreSQL data directory 받는 중: 10 MB 가운데 2 MB…',
  );
  const small = { titles: ['zod 4.6.7'], received: 0, size: 312_776 };
  assert.equal(sayProgress(small, 'en'), 'Fetching zod 4.6.7: 0 of 1 MB…');
});

test('what has come and is not unpacked yet', () => {
  const progress = { titles: titles.slice(0, 1), received: 9, size: 9 };
  assert.equal(sayProgress(progress, 'en'), 'Unpacking @electric-sql/pglite 0.5.16…');
  assert.equal(sayProgress(progress, 'ko'), '@electric-sql/pglite 0.5.16 푸는 중…');
});

test('nothing when all is there', () => {
  assert.equal(sayProgress({ titles: [], received: 9, size: 9 }, 'en'), '');
});
