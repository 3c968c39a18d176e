// @ts-check
/**
 * Reads a socket that has become ready, until there is nothing left.
 * @param {ReturnType<typeof import('./kernel.js').createKernel>} kernel
 * @param {string} socket
 * @param {Buffer} buffer
 * @returns {string} what has been read
 */
export function drain(kernel, socket, buffer) {
  let text = '';
  for (;;) {
    const length = kernel.read(socket, buffer);
    if (length === 'EAGAIN') return text;
    text += buffer.toString('latin1', 0, length);
  }
}
