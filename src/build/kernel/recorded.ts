/** The recorded run of each scene of the kernel lab: what the page shows before the reader's own. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { TimelineEvent } from '../../notebook/timeline-events.ts';
import type { Scene } from '../../kernel/scene.ts';
import { hashOf, readManifest } from './built.ts';

export interface RecordedScene {
  /** SHA-256 (hex) of what it was a run of: the scene's steps, and the Linux that they were done on. */
  source: string;
  output: string;
  events: TimelineEvent[];
}

export const recordedFile = (name: string) =>
  path.join(path.resolve('src/kernel/recorded'), `${name}.json`);

export async function readRecorded(name: string): Promise<RecordedScene> {
  return JSON.parse(await readFile(recordedFile(name), 'utf8')) as RecordedScene;
}

export async function sourceOf({ steps }: Pick<Scene, 'steps'>): Promise<string> {
  return hashOf(JSON.stringify({ steps, inputs: (await readManifest()).inputs }));
}
