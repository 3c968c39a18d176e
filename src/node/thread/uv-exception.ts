/** What strerror(3) says, of those errors that reach ErrnoException. */
const WORDS: Record<string, string> = {
  EPERM: 'Operation not permitted',
  ENOENT: 'No such file or directory',
  EACCES: 'Permission denied',
  EISDIR: 'Is a directory',
  ENOTDIR: 'Not a directory',
  ELOOP: 'Too many levels of symbolic links',
};

/** node::ErrnoException: what system calls throw that Node makes without libuv. `errno` > 0. */
export function errnoException(errno: number, code: string, syscall: string, path?: string): Error {
  const message = `${code}, ${WORDS[code] ?? code}`;
  const error = new Error(path === undefined ? message : `${message} '${path}'`);
  return Object.assign(error, { errno, code, ...(path !== undefined && { path }), syscall });
}

/** node::UVException: an Error for a libuv error number, as failed system calls throw it. */
export type ErrorMap = ReadonlyMap<number, [code: string, message: string]>;

export function uvException(
  errorMap: ErrorMap,
  errno: number,
  syscall: string,
  path?: string,
  dest?: string,
  note?: string,
): Error {
  const [code, description] = errorMap.get(errno) ?? [
    `Unknown system error ${errno}`,
    `Unknown system error ${errno}`,
  ];
  let message = `${code}: ${description}, ${syscall}`;
  if (path !== undefined) message += ` '${path}'`;
  if (dest !== undefined) message += ` -> '${dest}'`;
  if (note !== undefined) message += ` (${note})`;
  const error = new Error(message);
  Object.assign(error, { errno, code, syscall });
  if (path !== undefined) Object.assign(error, { path });
  if (dest !== undefined) Object.assign(error, { dest });
  return error;
}
