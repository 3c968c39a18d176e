import { getCollection } from 'astro:content';
import { readSandbox } from '../../build/read-sandboxes.ts';
import type { Task, Tasks } from './tasks.ts';

const EMBEDDED = /<Sandbox\s+name="([^"]+)"/g;

/** The sandboxes that a chapter's MDX embeds. */
function sandboxesIn(mdx: string): string[] {
  return [...new Set([...mdx.matchAll(EMBEDDED)].map(([, name]) => name!))];
}

/** What there is to do in each chapter with sandboxes, by its slug; the same in every language. */
export async function chapterTasks(): Promise<Record<string, Tasks>> {
  const docs = await getCollection('docs');
  const chapters = await Promise.all(
    docs.map(async ({ id, body = '' }) => [id, await tasksOf(sandboxesIn(body))] as const),
  );
  return Object.fromEntries(chapters.filter(([, tasks]) => Object.keys(tasks).length > 0));
}

async function tasksOf(names: string[]): Promise<Tasks> {
  const sandboxes = await Promise.all(names.map((name) => readSandbox(name)));
  return Object.fromEntries(
    sandboxes.map(({ name, predictions, exercise }): [string, Task[]] => [
      name,
      [
        ...(predictions.length > 0 ? (['predict'] as const) : []),
        'run',
        ...(exercise ? (['solve'] as const) : []),
      ],
    ]),
  );
}
