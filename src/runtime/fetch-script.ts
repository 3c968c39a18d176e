/** Fetches one of the embedded Node's scripts. */
import { BootError } from './words.ts';

/** The text at `url`; rejects with a `BootError`. */
export async function fetchScript(url: string, signal?: AbortSignal): Promise<string> {
  let response: Response;
  try {
    response = await fetch(url, { signal });
    if (response.ok) return await response.text();
  } catch (error) {
    signal?.throwIfAborted();
    throw new BootError(navigator.onLine ? 'unreachable' : 'no-network', String(error));
  }
  throw new BootError('error', `${url} answered ${response.status}.`);
}
