/**
 * The script of a machine's opaque frame, which the build lets in by its hash (src/build/site-frames.ts):
 * it makes the worker and hands it the line. Removing the frame ends the worker.
 */
export const FRAME_SCRIPT = `addEventListener('message', ({ data, ports }) => {
  if (data.type !== 'machine') return;
  const url = URL.createObjectURL(new Blob([data.script], { type: 'text/javascript' }));
  new Worker(url).postMessage(null, [...ports]);
}, { once: true });`;
