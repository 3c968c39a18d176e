/** Operations on pipes, local sockets, terminals: reading and writing without waiting. */
import type { FileSystem } from '../file-system.ts';
import { described, type OpenFile, type ProcessFiles } from '../process-files.ts';
import type { Rights } from '../../network/rights.ts';
import { UvError } from '../uv-error.ts';
import { S_IFCHR, S_IFMT } from '../constants.ts';

/** What has arrived; nothing at the end; EAGAIN: the thread that asks hears when to try again. */
export function readStream(
  fs: FileSystem,
  { input }: OpenFile,
  fd: number,
  max: number,
): Uint8Array {
  if (!input) throw new UvError('EBADF');
  const lost = input.takeRights();
  const bytes = input.read(max, fs.watcher(fd));
  if (lost) input.onlost([lost]);
  if (!bytes) throw new UvError('EAGAIN');
  return bytes;
}

/** What has arrived, and the descriptor that came along with it. */
export interface ReceivedMessage {
  bytes: Uint8Array;
  rights?: Rights | undefined;
}

/** recvmsg(2). */
export function recvmsg(
  fs: FileSystem,
  process: ProcessFiles,
  fd: number,
  max: number,
): ReceivedMessage {
  const open = described(process, fd);
  const rights = open.input?.takeRights();
  return { bytes: readStream(fs, open, fd, max), rights };
}

/** sendmsg(2): as write, with a descriptor that goes along with the first byte. */
export function sendmsg(
  fs: FileSystem,
  process: ProcessFiles,
  fd: number,
  rights: Rights,
  bytes: Uint8Array,
): number {
  return writeStream(fs, described(process, fd), fd, bytes, rights);
}

/** How much was taken, or −1 or −2 (see `write`). */
export function writeStream(
  fs: FileSystem,
  { output, page }: OpenFile,
  fd: number,
  bytes: Uint8Array,
  rights?: Rights,
): number {
  if (page !== undefined) return -page;
  if (!output) throw new UvError('EBADF');
  const taken = output.write(bytes, fs.watcher(fd), rights);
  if (taken === 'EPIPE') throw new UvError('EPIPE');
  if (taken === 0 && bytes.length > 0) throw new UvError('EAGAIN');
  return taken;
}

/** shutdown(2) of the writing side. */
export function shutdown(_fs: FileSystem, process: ProcessFiles, fd: number): void {
  described(process, fd).output?.shut();
}

/** uv_tty_set_mode of a terminal that the page is. */
export function setRawMode(
  fs: FileSystem,
  process: ProcessFiles,
  fd: number,
  isRaw: boolean,
): void {
  fs.setRawMode(described(process, fd).input, isRaw);
}

/** What uv_guess_handle tells of a descriptor. */
export type HandleKind = 'tty' | 'pipe' | 'file' | 'unknown';

export function handleKind(_fs: FileSystem, process: ProcessFiles, fd: number): HandleKind {
  const inode = process.descriptors.get(fd)?.inode;
  if (inode?.kind === 'file') return 'file';
  if (inode?.kind !== 'device') return 'unknown';
  if (inode.device === 'null') return 'file';
  return (inode.mode & S_IFMT) === S_IFCHR ? 'tty' : 'pipe';
}

/** Which stream of the page (1 or 2) a descriptor writes to; 0: it goes somewhere else. */
export function pageStream(_fs: FileSystem, process: ProcessFiles, fd: number): number {
  return process.descriptors.get(fd)?.page ?? 0;
}
