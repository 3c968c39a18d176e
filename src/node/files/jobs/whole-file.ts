/** Whole files in one go: what would be several round trips is one job. */
import { S_IFMT, S_IFREG } from '../constants.ts';
import type { FileOperations } from '../operations/index.ts';
import { UvError } from '../uv-error.ts';
import { during } from './during.ts';

/** A descriptor, which stays open, or a path to open with `flags`. */
type Target = number | string;

function withDescriptor<T>(
  files: FileOperations,
  target: Target,
  flags: number,
  mode: number,
  use: (fd: number) => T,
): T {
  if (typeof target === 'number') return use(target);
  const fd = during('open', () => files.open(target, flags, mode), target);
  try {
    return use(fd);
  } finally {
    files.close(fd);
  }
}

/** A stream's end must be waited for: whoever asked reads it in parts (client.ts). */
function refuseStream(files: FileOperations, fd: number): void {
  const kind = files.handleKind(fd);
  if (kind === 'pipe' || kind === 'tty') throw new UvError('EAGAIN');
}

/** Everything from where the descriptor stands to the end; EAGAIN for a stream. */
export function readToEnd(files: FileOperations, target: Target, flags: number): Uint8Array {
  return withDescriptor(files, target, flags, 0o666, (fd) => {
    refuseStream(files, fd);
    return during('read', () => files.read(fd, Number.MAX_SAFE_INTEGER, -1));
  });
}

/**
 * The bytes of a file; or, of one larger than `limit`, its size and a descriptor left open. EAGAIN for
 * a stream.
 */
export type FileRead = Uint8Array | { fd: number; size: number };

export function readFile(
  files: FileOperations,
  path: string,
  flags: number,
  limit: number,
): FileRead {
  const fd = during('open', () => files.open(path, flags, 0o666), path);
  let keep = false;
  try {
    refuseStream(files, fd);
    const stat = during('fstat', () => files.fstat(fd), path);
    const size = stat[8]!;
    if ((stat[1]! & S_IFMT) === S_IFREG && size > limit) {
      keep = true;
      return { fd, size };
    }
    return during('read', () => files.read(fd, Number.MAX_SAFE_INTEGER, -1), path);
  } finally {
    if (!keep) files.close(fd);
  }
}

/** Gives what `write` gives: −1 or −2 if the target is a standard stream. */
export function writeFile(
  files: FileOperations,
  target: Target,
  flags: number,
  mode: number,
  bytes: Uint8Array,
): number {
  return withDescriptor(files, target, flags, mode, (fd) =>
    during('write', () => files.write(fd, -1, bytes)),
  );
}
