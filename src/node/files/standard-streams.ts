/** Output to the page, written as a file: the file server answers with −1 or −2, the page's stream. */
import type { Thread } from '../thread/thread.ts';

/** Ends a write: gives the number of bytes written. */
export function writeToStream(thread: Thread, written: number, bytes: Uint8Array): number {
  if (written >= 0) return written;
  thread.writeToPage(-written, bytes);
  return bytes.length;
}
