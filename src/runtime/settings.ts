/** What the maintainer of a site decides at its build (src/build/settings.ts reads it). */
import type { BootStep, ContainerKind } from './container.ts';

/** Milliseconds that a step may take without progress. */
export type Deadlines = Record<ContainerKind, Record<BootStep, number>>;

export interface Settings {
  /** What runs unless the reader chooses. `embedded-only`: WebContainer is not even offered. */
  runtime: ContainerKind | 'embedded-only';
  /** StackBlitz's key for the site's origin. */
  apiKey?: string;
  deadlines: Deadlines;
}
