/** libuv's numbers (Linux) for the errors that file operations give. */
const ERRNO = {
  EPERM: -1,
  ENOENT: -2,
  EIO: -5,
  EBADF: -9,
  EAGAIN: -11,
  EACCES: -13,
  EBUSY: -16,
  EEXIST: -17,
  ENOTDIR: -20,
  EISDIR: -21,
  EINVAL: -22,
  EMFILE: -24,
  EFBIG: -27,
  ENOSPC: -28,
  ESPIPE: -29,
  ENAMETOOLONG: -36,
  ENOSYS: -38,
  ENOTEMPTY: -39,
  ELOOP: -40,
  ENOTSUP: -95,
  ECANCELED: -125,
} as const;

export type ErrorCode = keyof typeof ERRNO;

/**
 * A failed file operation. `syscall`, `path` and `dest` are set where a job of several system
 * calls knows which of them failed; otherwise the binding that asked adds its own.
 */
export class UvError extends Error {
  readonly code: ErrorCode;
  readonly errno: number;
  syscall?: string;
  path?: string;
  dest?: string;

  constructor(code: ErrorCode, where: { syscall?: string; path?: string; dest?: string } = {}) {
    super(code);
    this.name = 'UvError';
    this.code = code;
    this.errno = ERRNO[code];
    Object.assign(this, where);
  }
}
