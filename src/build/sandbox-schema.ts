/** The shapes of the files in a sandbox's folder, and what is said of a file that has another. */
import { z } from 'astro/zod';
import { MAX_SEED, type Controls } from '../notebook/controls.ts';
import type { RecordedRun, SandboxConfig, Words } from '../notebook/sandbox.ts';
import type { Claim, Prediction, TimelineEvent } from '../notebook/timeline-events.ts';

const text = z.string().trim().min(1);
const words: z.ZodType<Words> = z.strictObject({ en: text, ko: text });

/** Files stand in the folder itself: `index.js`, never a path. */
const fileName = z.string().regex(/^\w[\w.-]*$/, 'must be the name of a file, such as index.js');

const number = z
  .strictObject({
    env: z
      .string()
      .regex(/^[A-Z][A-Z0-9_]*$/, 'must be the name of a variable, such as DELAY_MS')
      .refine((name) => !['SEED', 'FAULT'].includes(name), 'is the name of another control'),
    label: words,
    min: z.number(),
    max: z.number(),
    step: z.number().positive(),
    unit: words.optional(),
    default: z.number(),
  })
  .refine(({ min, max }) => min < max, 'min must be less than max')
  .refine((control) => isStep(control, control.default), 'default must be one of its steps');

function isStep({ min, max, step }: { min: number; max: number; step: number }, value: number) {
  return value >= min && value <= max && Math.abs(((value - min) / step) % 1) < 1e-6;
}

const fault = z.strictObject({
  value: z.string().regex(/^[a-z-]+$/, 'must be lower-case words joined by hyphens'),
  label: words,
});

const areDifferent = (names: string[]) => new Set(names).size === names.length;

const controlsSchema: z.ZodType<Controls> = z
  .strictObject({
    numbers: z.array(number).default([]),
    faults: z
      .array(fault)
      .refine(({ length }) => length !== 1, 'needs the lesson’s own and another one')
      .default([]),
    seed: z.int().min(1).max(MAX_SEED).nullable().default(null),
  })
  .refine(({ numbers }) => areDifferent(numbers.map(({ env }) => env)), 'two have one name')
  .refine(({ faults }) => areDifferent(faults.map(({ value }) => value)), 'two faults are one');

export const sandboxConfigSchema: z.ZodType<SandboxConfig> = z.strictObject({
  title: words,
  about: words,
  exercise: z.strictObject({ task: words, hints: z.array(words) }).optional(),
  files: z.array(fileName).min(1),
  preview: z.int().min(1).max(65_535).optional(),
  controls: controlsSchema.optional(),
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
const given = z.array(z.string()).optional();
const saw = z.custom<NonNullable<Claim['saw']>>(isFunction, 'must be a function').optional();

export const claimsSchema: z.ZodType<Claim[]> = z
  .array(z.strictObject({ id, says: words, exercise: z.boolean().optional(), given, holds, saw }))
  .min(1);

export const predictionsSchema: z.ZodType<Prediction[]> = z.array(
  z.strictObject({
    id,
    asks: words,
    choices: z.array(z.strictObject({ says: words, holds })).min(2),
    given,
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
