/**
 * `@webcontainer/api` 1.6.4 decodes each chunk of output alone, so a UTF-8 character split between
 * two chunks is lost before the adapter sees it. This regroups the bytes on their way in: the
 * argument of the client's own call `run` is replaced by one that passes on whole characters only.
 */
import type { WebContainer } from '@webcontainer/api';

/** A chunk of output; `null` ends it. */
type Listener = (chunk: Uint8Array | null) => void;
type Run = (request: unknown, stdout?: Listener, stderr?: Listener, output?: Listener) => unknown;

/** Passes on the bytes of whole UTF-8 characters, and the rest with the chunk that completes them. */
function wholeCharacters(listener: Listener): Listener {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const encoder = new TextEncoder();
  return (chunk) => {
    const text = chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
    if (text) listener(encoder.encode(text));
    if (!chunk) listener(null);
  };
}

/** Mends every later `spawn` of this instance. */
export function joinSplitCharacters(instance: WebContainer): void {
  const client = instance as unknown as { _instance: { run: Run } };
  const remote = client._instance;
  const run: Run = (request, stdout, stderr, output) => {
    // The client marks what Comlink must pass by reference with a symbol of its own: copy it.
    const joined = output && Object.assign(wholeCharacters(output), output);
    return remote.run(request, stdout, stderr, joined);
  };
  client._instance = new Proxy(remote, {
    get: (target, name) => (name === 'run' ? run : Reflect.get(target, name)),
  });
}
