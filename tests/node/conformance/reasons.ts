/** Why a test does not pass: the classes of the site's page on the embedded Node. */
import type { Outcome } from './outcome.ts';

export type Reason =
  /** It asked for something that is left out, and was told so by name. */
  | 'left-out'
  /** It skips itself: it finds that it cannot run here. */
  | 'skips'
  /** An option of V8, or of Node, that is not there. */
  | 'option'
  /** A program or a file of a Linux machine. */
  | 'machine'
  /** It did not end by its deadline. */
  | 'deadline'
  /** Its page died. */
  | 'died'
  /** What it got differs from real Node, or nobody has looked into it yet. */
  | 'differs';

export const REASONS: readonly Reason[] = [
  ...(['left-out', 'skips', 'option', 'machine', 'deadline', 'died', 'differs'] as const),
];

/** What an error names that the embedded Node has not got; the build's reason stands behind it. */
const LEFT_OUT = [
  /The embedded Node does not implement (.+?)\. This feature of Node/,
  /\b(?:node:)?([\w/]+) is not available in the embedded Node/,
];
const OPTION = /^node: (?:bad option|-\S+ requires an argument)/m;
/** The last: what a shell says of a program that is not there, or of a builtin that it has not whole. */
const MACHINE =
  /\bspawn \S+ ENOENT|ENOENT: [^\n]*'\/(?:proc|etc|dev|usr)\b|\/bin\/sh: \d+: [\w-]+: (?:not found|only )/;

export interface Explained {
  reason: Reason;
  /** With `left-out`: what it is, in Node's own names. */
  missing?: string;
}

/** Of a test that did not pass. What it printed counts where its error does not say it. */
export function explain({ status, error = '', output = '' }: Outcome): Explained {
  if (status === 'skipped') return { reason: 'skips' };
  if (status === 'died') return { reason: 'died' };
  for (const text of [error, output]) {
    for (const pattern of LEFT_OUT) {
      const missing = pattern.exec(text)?.[1];
      if (missing !== undefined) return { reason: 'left-out', missing: subject(missing) };
    }
  }
  if (OPTION.test(error)) return { reason: 'option' };
  if (MACHINE.test(error) || MACHINE.test(output)) return { reason: 'machine' };
  if (status === 'timed out') return { reason: 'deadline' };
  return { reason: 'differs' };
}

/** `internal/http2/util` → `http2`, `internalBinding('v8').getHashSeed()` → `internalBinding('v8')`. */
function subject(missing: string): string {
  return missing
    .replace(/^internal\/(\w+).*/, '$1')
    .replace(/^(internalBinding\('\w+'\)).*/, '$1')
    .replace(/^(vm)\..*/, '$1');
}
