/** Failures reported as those of C++'s std::filesystem, which Node's cp is made with. */
import { UvError, type ErrorCode } from '../uv-error.ts';

export function std(code: ErrorCode, path: string): UvError {
  return new UvError(code, { syscall: 'cp', path, style: 'std' });
}

/** Runs a step; its failure is one of std::filesystem, at `path`. */
export function inStd<T>(path: string, step: () => T): T {
  try {
    return step();
  } catch (error) {
    throw error instanceof UvError ? std(error.code, path) : error;
  }
}
