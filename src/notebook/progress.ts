/** How far packages are on their way into the container, in words. */
import type { InstallProgress } from '../runtime/snapshots.ts';
import type { Language } from '../runtime/words.ts';

const sentences = {
  en: {
    fetching: (what: string, received: string, size: string) =>
      `Fetching ${what}: ${received} of ${size} MB…`,
    unpacking: (what: string) => `Unpacking ${what}…`,
  },
  ko: {
    fetching: (what: string, received: string, size: string) =>
      `${what} 받는 중: ${size} MB 가운데 ${received} MB…`,
    unpacking: (what: string) => `${what} 푸는 중…`,
  },
};

/**
 * Empty when all is there. Whole megabytes, rounded up for the total: each change is read aloud to
 * those who listen.
 */
export function sayProgress(
  { titles, received, size }: InstallProgress,
  language: Language,
): string {
  if (titles.length === 0) return '';
  const what = new Intl.ListFormat(language, { type: 'conjunction' }).format(titles);
  if (received >= size) return sentences[language].unpacking(what);
  const count = (megabytes: number) => megabytes.toLocaleString(language);
  const done = count(Math.floor(received / 1e6));
  return sentences[language].fetching(what, done, count(Math.ceil(size / 1e6)));
}
