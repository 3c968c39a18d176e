/** The headers that isolate, for hosts that do not send them. */
import { frameIsolationHeaders, isolationHeaders } from '../../build/headers.ts';
import { FRAME_FOLDER } from '../isolation/addresses.ts';
import type { Route } from './site-files.ts';

type Asked = Pick<Request, 'mode' | 'destination'>;

/** What the answer to a request gets; null where it stays as the host sent it. */
export function headersFor(
  { mode, destination }: Asked,
  route: Route | null,
  isolatesPages: boolean,
): Record<string, string> | null {
  if (mode === 'navigate' && route?.path === FRAME_FOLDER) {
    return { ...isolationHeaders, ...frameIsolationHeaders };
  }
  const isPageOrWorker = mode === 'navigate' || ['worker', 'sharedworker'].includes(destination);
  return isolatesPages && isPageOrWorker ? isolationHeaders : null;
}

export function withHeaders(response: Response, added: Record<string, string>): Response {
  // A redirection is not to be read; the browser follows it and asks again.
  if (response.status === 0 || response.type === 'error') return response;
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(added)) headers.set(name, value);
  const { body, status, statusText } = response;
  return new Response(body, { status, statusText, headers });
}
