/** Of so many bytes a copy costs a browser less than giving them away. */
const SMALL = 16 * 1024;

/** What a message gives away that brings `bytes`, which have a buffer of their own. */
export function transfersOf(bytes: Uint8Array): Transferable[] {
  return bytes.byteLength < SMALL ? [] : [bytes.buffer as ArrayBuffer];
}
