/** The shapes of the files in a sandbox's folder, and what is said of a file that has another. */
import { z } from 'astro/zod';
import type { RecordedRun, SandboxConfig, Words } from '../notebook/sandbox.ts';
import type { Claim, Prediction, TimelineEvent } from '../notebook/timeline-events.ts';

const text = z.string().trim().min(1);
const words: z.ZodType<Words> = z.strictObject({ en: text, ko: text });

/** Files stand in the folder itself: `index.js`, never a path. */
const fileName = z.string().regex(/^\w[\w.-]*$/, 'must be the name of a file, such as index.js');

export const sandboxConfigSchema: z.ZodType<SandboxConfig> = z.strictObject({
  title: words,
  about: words,
  exercise: z.strictObject({ task: words, hints: z.array(words) }).optional(),
  files: z.array(fileName).min(1),
  preview: z.int().min(1).max(65_535).optional(),
  labels: z.record(z.string(), text),
});

const isEvent = (value: unknown) => typeof value === 'object' && value !== null && 'type' in value;

/** Only the rough shape: the events were written by our own recorder, from parsed ones. */
export const recordedRunSchema: z.ZodType<RecordedRun> = z.strictObject({
  node: z.string(),
  source: z.string(),
  output: z.string(),
  events: z.array(z.custom<TimelineEvent>(isEvent)),
  exitCode: z.number().nullable(),
});

const isFunction = (value: unknown) => typeof value === 'function';
const id = z.string().regex(/^[a-z0-9-]+$/, 'must be lower-case words joined by hyphens');
const holds = z.custom<Claim['holds']>(isFunction, 'must be a function');
const saw = z.custom<NonNullable<Claim['saw']>>(isFunction, 'must be a function').optional();

export const claimsSchema: z.ZodType<Claim[]> = z
  .array(z.strictObject({ id, says: words, exercise: z.boolean().optional(), holds, saw }))
  .min(1);

export const predictionsSchema: z.ZodType<Prediction[]> = z.array(
  z.strictObject({
    id,
    asks: words,
    choices: z.array(z.strictObject({ says: words, holds })).min(2),
    saw,
  }),
);

/** What is wrong, one clause for each fault: `about.ko is missing or empty: write it in Korean`. */
export function explain(error: z.ZodError): string {
  return error.issues.map(explainIssue).join('; ');
}

function explainIssue(issue: z.core.$ZodIssue): string {
  const path = issue.path.map(String).join('.');
  const language = { en: 'English', ko: 'Korean' }[String(issue.path.at(-1))];
  if (language) return `${path} is missing or empty: write the sentence in ${language}`;
  return path === '' ? issue.message : `${path}: ${issue.message}`;
}
