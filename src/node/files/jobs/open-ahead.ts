/** Opens a file, and gives what is nearly always asked for next. */
import { S_IFMT, S_IFREG } from '../constants.ts';
import type { StatFields } from '../inode.ts';
import type { FileOperations } from '../operations/index.ts';

/** Larger files are read as they are asked for. */
const MAX_BYTES = 32 * 1024;

/** Fields of `StatFields`: seconds, which nanoseconds follow. */
const [ATIME, MTIME, CTIME] = [10, 12, 14] as const;

/** Of what is no small regular file, the descriptor alone. */
export type OpenAhead = number | { fd: number; stat: StatFields; bytes: Uint8Array };

export function openAhead(
  files: FileOperations,
  path: string,
  flags: number,
  mode: number,
): OpenAhead {
  const fd = files.open(path, flags, mode);
  const stat = files.fstat(fd);
  const isSmallFile = (stat[1]! & S_IFMT) === S_IFREG && stat[8]! <= MAX_BYTES;
  if (!isSmallFile || !wasReadSinceChanged(stat)) return fd;
  return { fd, stat, bytes: files.read(fd, MAX_BYTES, 0) };
}

/** Then reading it does not change its atime (relatime), nor does reading ahead. */
function wasReadSinceChanged(stat: StatFields): boolean {
  const since = (time: number) => stat[ATIME]! - stat[time]! || stat[ATIME + 1]! - stat[time + 1]!;
  return since(MTIME) > 0 && since(CTIME) > 0;
}
