/**
 * The texts of Node's lib in memory that all threads share. A thread gets it with its first message, and
 * waits where it wants a text for the frame to have it.
 */

/** A text, behind a word that says whether it is there. */
export type LibText = SharedArrayBuffer;

/** Both texts of lib: see lib.ts. */
export interface SharedLib {
  first: LibText;
  rest: LibText;
}

const HEADER_BYTES = 4;
const MAX_BYTES = 2 ** 26;
const [EMPTY, WHOLE] = [0, 1];

const stateOf = (text: LibText): Int32Array => new Int32Array(text, 0, 1);

export function createLibText(): LibText {
  return new SharedArrayBuffer(HEADER_BYTES, { maxByteLength: MAX_BYTES });
}

/** Once, in the frame. */
export async function fillLibText(shared: LibText, text: Blob): Promise<void> {
  const bytes = new Uint8Array(await text.arrayBuffer());
  shared.grow(HEADER_BYTES + bytes.length);
  new Uint8Array(shared, HEADER_BYTES).set(bytes);
  Atomics.store(stateOf(shared), 0, WHOLE);
  Atomics.notify(stateOf(shared), 0);
}

/** The text's bytes; blocks this thread until they are there. */
export function awaitLibText(shared: LibText): Uint8Array {
  Atomics.wait(stateOf(shared), 0, EMPTY);
  return new Uint8Array(shared, HEADER_BYTES, shared.byteLength - HEADER_BYTES);
}
