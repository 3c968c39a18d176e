/** Fetches the embedded Node's scripts. */
import { BootError } from './words.ts';

/** The script at `url`; rejects with a `BootError`. */
export async function fetchScript(url: string, signal?: AbortSignal): Promise<Blob> {
  let response: Response;
  try {
    response = await fetch(url, { signal });
    // Whatever type the host has given it.
    if (response.ok) return new Blob([await response.blob()], { type: 'text/javascript' });
  } catch (error) {
    signal?.throwIfAborted();
    throw new BootError(navigator.onLine ? 'unreachable' : 'no-network', String(error));
  }
  throw new BootError('error', `${url} answered ${response.status}.`);
}
