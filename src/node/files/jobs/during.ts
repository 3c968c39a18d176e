import { UvError } from '../uv-error.ts';

/** Runs a step of a job; a failure says which system call it was, and of which path. */
export function during<T>(syscall: string, step: () => T, path?: string, dest?: string): T {
  try {
    return step();
  } catch (error) {
    if (error instanceof UvError) {
      error.syscall ??= syscall;
      error.path ??= path;
      error.dest ??= dest;
    }
    throw error;
  }
}
