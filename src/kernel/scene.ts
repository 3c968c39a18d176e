/** A scene: what is done at the bench, and what must hold of it. */
import type { Words } from '../notebook/sandbox.ts';
import type { Claim, Prediction } from '../notebook/timeline-events.ts';

export type Step =
  /** Typed at the prompt. System calls and states that it prints go into `lane`. */
  | { command: string; lane?: string }
  /** Milliseconds that the disk takes for each read and write. */
  | { delay: number }
  | { act: 'power-on' | 'pull' | 'new-disk' };

export interface Scene {
  name: string;
  title: Words;
  /** One sentence: what to watch for. */
  about: Words;
  steps: Step[];
  claims: Claim[];
  predictions: Prediction[];
  /** Korean for the labels of the timeline that are words. */
  labels: Record<string, string>;
}
