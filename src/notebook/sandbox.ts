/** A sandbox as the page knows it: what `src/build` read from `sandboxes/<name>/`. */
import type { Controls } from './controls.ts';
import type { TimelineEvent } from './timeline-events.ts';

export interface Words {
  en: string;
  ko: string;
}

/** `sandboxes/<name>/sandbox.json`. */
export interface SandboxConfig {
  title: Words;
  /** One sentence: what to watch for. */
  about: Words;
  /** The exercise's task, if claims.js has exercise claims. */
  exercise?: { task: Words; hints: Words[] };
  /** Files the reader sees as tabs, in order; the first is run with `node`. */
  files: string[];
  /** The port whose page is shown beside the output as soon as a server listens there. */
  preview?: number;
  /** What the reader may set before a run. */
  controls?: Controls;
  /** Korean for labels that the code gives to lanes, spans, marks, messages and counters. */
  labels: Record<string, string>;
}

/** `recorded.json`, made by `npm run record` in real Node. */
export interface RecordedRun {
  node: string;
  /** SHA-256 (hex) over the sandbox's files and timeline/, as src/build/sandbox-hash.ts does it. */
  source: string;
  output: string;
  events: TimelineEvent[];
  exitCode: number | null;
}

export interface SandboxFile {
  name: string;
  text: string;
}

/** `saw` is what was seen in the recorded run, in a few words: about as many come of another. */
export interface Sandbox extends SandboxConfig {
  name: string;
  sources: SandboxFile[];
  /** The exercise's answer: only the files that differ. */
  solution: SandboxFile[];
  /** Packages and helpers that its code imports: what src/build/packages packs. */
  needs: string[];
  claims: { id: string; says: Words; exercise: boolean; given?: string[]; saw?: Words }[];
  /** What the reader is asked before the first run. */
  predictions: { id: string; asks: Words; choices: Words[]; saw?: Words }[];
  recorded: RecordedRun;
}
