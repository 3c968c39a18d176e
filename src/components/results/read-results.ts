/**
 * What `npm run conformance`, `npm run fuzz` and `npm run bench` have kept in `results/`. A file that is not there is
 * undefined; one of another shape stops the build.
 */
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'astro/zod';

/** Relative to the project's folder: Astro runs there. */
const FOLDER = 'results';

const origin = {
  date: z.iso.datetime(),
  commit: z.string().nullable(),
  machine: z.string(),
  chromium: z.string(),
};

const count = z.int().min(0);

const conformance = z.object({
  ...origin,
  node: z.string(),
  suite: z.object({ version: z.string() }),
  passed: count,
  of: count,
  families: z.array(
    z.object({
      family: z.string(),
      real: count,
      tab: count,
      reasons: z.record(z.string(), count),
    }),
  ),
  missing: z.array(z.tuple([z.string(), count])),
});

const fuzz = z.object({
  ...origin,
  node: z.string(),
  seed: count,
  programs: count,
  differences: count,
  families: z.array(
    z.object({ family: z.string(), programs: count, differences: count, undetermined: count }),
  ),
});

const outcome = z.union([
  z.object({ median: z.number(), times: z.number().optional() }),
  z.object({ missing: z.string() }),
]);

const rowIn = <Unit extends string>(units: Unit[]) =>
  z.object({
    name: z.string(),
    unit: z.enum(units),
    outcomes: z.record(z.string(), outcome),
  });

const bench = z.object({
  ...origin,
  repeat: count,
  runtimes: z.array(z.string()),
  rows: z.array(rowIn(['ms', '/s', 'MB'])),
  /** Of the built pages and the kernel lab, which have nothing beside them. */
  alone: z.array(rowIn(['ms', 'of 100'])).optional(),
});

export type Conformance = z.infer<typeof conformance>;
export type Family = Conformance['families'][number];
export type Fuzz = z.infer<typeof fuzz>;
export type Bench = z.infer<typeof bench>;

export const readConformance = (folder = FOLDER) => read(conformance, `${folder}/conformance.json`);
export const readFuzz = (folder = FOLDER) => read(fuzz, `${folder}/fuzz.json`);
export const readBench = (folder = FOLDER) => read(bench, `${folder}/bench.json`);

function read<T>(schema: z.ZodType<T>, file: string): T | undefined {
  if (!existsSync(file)) return undefined;
  const result = schema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (result.success) return result.data;
  throw new Error(
    `${file} has not the shape that the site shows: ${z.prettifyError(result.error)}\n` +
      'Make it anew with the command of its name, or restore it with git.',
  );
}
