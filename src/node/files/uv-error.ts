/** libuv's numbers (Linux) for the errors that file operations give. */
const ERRNO = {
  EPERM: -1,
  ENOENT: -2,
  ESRCH: -3,
  EIO: -5,
  ENXIO: -6,
  EBADF: -9,
  EAGAIN: -11,
  EACCES: -13,
  EBUSY: -16,
  EEXIST: -17,
  EXDEV: -18,
  ENODEV: -19,
  ENOTDIR: -20,
  EISDIR: -21,
  EINVAL: -22,
  EMFILE: -24,
  EFBIG: -27,
  ENOSPC: -28,
  ESPIPE: -29,
  EPIPE: -32,
  ENAMETOOLONG: -36,
  ENOSYS: -38,
  ENOTEMPTY: -39,
  ELOOP: -40,
  ENOTSUP: -95,
  ECANCELED: -125,
} as const;

export type ErrorCode = keyof typeof ERRNO;

/** A `UvError` as it crosses to another realm. */
export interface UvFailure {
  errno: number;
  code: ErrorCode;
  syscall?: string;
  path?: string;
  dest?: string;
  /** 'std': reported as errors of C++'s std::filesystem are, not as libuv's. */
  style?: 'std';
  /** Why, and what to do, where Node's own words do not tell. */
  note?: string;
}

/** A `CodedError`, or any other error, as it crosses to another realm. */
export interface OtherFailure {
  code?: string;
  message: string;
}

export type Failure = UvFailure | OtherFailure;

/**
 * A failed file operation. `syscall`, `path` and `dest` are set where a job of several system
 * calls knows which of them failed; otherwise the binding that asked adds its own.
 */
export class UvError extends Error implements UvFailure {
  readonly code: ErrorCode;
  readonly errno: number;
  syscall?: string;
  path?: string;
  dest?: string;
  style?: 'std';
  note?: string;

  constructor(code: ErrorCode, where: Omit<UvFailure, 'code' | 'errno'> = {}) {
    super(code);
    this.name = 'UvError';
    this.code = code;
    this.errno = ERRNO[code];
    Object.assign(this, where);
  }
}

/** An error that has a code of Node's own (`ERR_…`) and its words. */
export class CodedError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** What can be posted of an error: structured cloning keeps no fields of Error's subclasses. */
export function failureOf(error: unknown): Failure {
  if (error instanceof UvError) {
    const { errno, code, syscall, path, dest, style, note } = error;
    return { errno, code, syscall, path, dest, style, note };
  }
  if (error instanceof CodedError) return { code: error.code, message: error.message };
  const isPlain = error instanceof Error && error.name === 'Error';
  return { message: isPlain ? error.message : String(error) };
}

/** The error again. */
export function errorOf(failure: Failure): Error {
  if ('errno' in failure) {
    const { code, syscall, path, dest, style, note } = failure;
    return new UvError(code, { syscall, path, dest, style, note });
  }
  if (failure.code !== undefined) return new CodedError(failure.code, failure.message);
  return new Error(failure.message);
}
