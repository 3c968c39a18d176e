/**
 * What the file server asks of the disk behind /mnt/durable, and what the broker answers. The broker
 * (broker.ts) is a worker of the site's own origin; it has two images, files 0 and 1, and no names.
 *
 *   file server ── frame ── MessagePort ── broker ── two files of the Origin Private File System
 */

/** Why there is no disk, or why it does not take what is written. */
export type DiskProblem =
  /** The browser has no Origin Private File System. */
  | 'absent'
  /** The browser keeps it from this page (a private window, storage switched off). */
  | 'denied'
  /** Another tab of this site has the disk. */
  | 'in-use'
  /** The browser gives this site no more room. */
  | 'full'
  /** Anything else. */
  | 'failed';

export type ImageNumber = 0 | 1;

export type DiskRequest =
  /** Takes the disk for this tab; gives the bytes of both images. */
  | { id: number; op: 'open' }
  /** Writes, cuts off what comes after these bytes, and flushes. */
  | { id: number; op: 'write'; image: ImageNumber; at: number; bytes: Uint8Array<ArrayBuffer> }
  /** Empties both images and gives the disk back. */
  | { id: number; op: 'wipe' };

export type DiskReply =
  | { id: number; images?: [Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>] }
  | { id: number; problem: DiskProblem; detail: string };

/** Bytes that files on the disk may hold together. */
export const DISK_CAPACITY = 128 * 2 ** 20;
/** Bytes of one image: the log of changes is written anew long before. */
export const IMAGE_MAX = 4 * DISK_CAPACITY;
