/**
 * The hidden iframe in which `@webcontainer/api` runs, seen from outside: the client itself waits
 * for its first message for ever, whatever became of it.
 */
import { BootError } from './words.ts';

/** Milliseconds from the frame's `load` to its first message; a refused frame loads at once. */
const LOAD_TO_INIT = 8_000;

/** The origin that the client talks to; `WEBCONTAINER_API_IFRAME_URL` is the client's own name. */
export function hostOrigin(): string {
  const { WEBCONTAINER_API_IFRAME_URL: url } = globalThis as {
    WEBCONTAINER_API_IFRAME_URL?: string;
  };
  return new URL(url ?? 'https://stackblitz.com').origin;
}

/** Rejects at once on a dead network; that it succeeds proves nothing yet. */
export async function probeHost(signal?: AbortSignal): Promise<void> {
  const address = `${hostOrigin()}/headless`;
  try {
    await fetch(address, { mode: 'no-cors', credentials: 'omit', cache: 'no-store', signal });
  } catch {
    throw new BootError(navigator.onLine ? 'unreachable' : 'no-network');
  }
}

/** Sets the frame's address again, which makes the client's pending boot come true. */
export function reloadFrame(): void {
  const frame = [...document.querySelectorAll('iframe')].find(isHostFrame);
  if (frame) frame.setAttribute('src', frame.src);
}

/** Calls `listener` when the frame sends its first message. Ends when `signal` aborts. */
export function onFrameInit(listener: () => void, signal: AbortSignal): void {
  const host = hostOrigin();
  const onMessage = ({ origin, data }: MessageEvent) => {
    if (origin === host && data?.type === 'init') listener();
  };
  addEventListener('message', onMessage, { signal });
}

/**
 * Calls `onInit` when the frame sends its first message, `onFailure` when the page's policy blocks
 * it or it loads something that never sends one. Ends when `signal` aborts.
 */
export function watchFrame(
  onInit: () => void,
  onFailure: (error: BootError) => void,
  signal: AbortSignal,
): void {
  const host = hostOrigin();
  let timer: ReturnType<typeof setTimeout>;
  signal.addEventListener('abort', () => clearTimeout(timer));

  // `load` does not bubble, but it can be captured, even before the client has made its frame.
  const onLoad = (event: Event) => {
    if (!(event.target instanceof HTMLIFrameElement) || !isHostFrame(event.target)) return;
    clearTimeout(timer);
    timer = setTimeout(() => onFailure(new BootError('host-silent')), LOAD_TO_INIT);
  };
  const onViolation = (event: SecurityPolicyViolationEvent) => {
    if (event.blockedURI.startsWith(host)) onFailure(new BootError('blocked'));
  };
  onFrameInit(() => {
    clearTimeout(timer);
    onInit();
  }, signal);
  document.addEventListener('load', onLoad, { signal, capture: true });
  document.addEventListener('securitypolicyviolation', onViolation, { signal });
}

function isHostFrame(frame: HTMLIFrameElement): boolean {
  return frame.src.startsWith(`${hostOrigin()}/headless`);
}
