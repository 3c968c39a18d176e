/**
 * Waiting for another thread without sleep: to be woken takes longer than a file operation does.
 */

/** Some 20 µs. */
const ROUNDS = 400;

/** Absent in browsers before 2025. */
const { pause = () => {} } = Atomics as { pause?: () => void };

/** Looks for a moment whether `happened`. */
export function spinUntil(happened: () => boolean): boolean {
  for (let i = 0; i < ROUNDS; i++) {
    if (happened()) return true;
    pause();
  }
  return false;
}
