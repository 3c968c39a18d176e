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
