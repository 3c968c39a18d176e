// @ts-check
/**
 * Reads a socket that has become ready. It is named only once for what has
 * arrived, and the buffer holds 12 bytes: whatever is left now stays there
 * until something new comes, and nothing will. Leave nothing.
 * @param {ReturnType<typeof import('./kernel.js').createKernel>} kernel
 * @param {string} socket
 * @param {Buffer} buffer
 * @returns {string} what has been read
 */
export function drain(kernel, socket, buffer) {
  const length = kernel.read(socket, buffer);
  if (length === 'EAGAIN') return '';
  return buffer.toString('latin1', 0, length);
}
