import type { Thread } from '../thread/thread.ts';

/**
 * Ends a write: gives the number of bytes written. The file server answers a write to a standard
 * stream with −1 or −2 (−fd): its bytes are written here, by the thread itself.
 */
export function writeToStream(thread: Thread, written: number, bytes: Uint8Array): number {
  if (written >= 0) return written;
  thread.writeStdio(-written, bytes);
  return bytes.length;
}
