/** What keeps the loop alive, as process.getActiveResourcesInfo() and its older kin tell it. */
import { HandleWrap, type AsyncWrap } from './handle.ts';
import type { Thread } from './thread.ts';

/** MemoryInfoName() of the handles whose class has another name in C++ than for JavaScript. */
const NAMES: Record<string, string> = {
  FSEvent: 'FSEventWrap',
  Pipe: 'PipeWrap',
  Process: 'ProcessWrap',
  Signal: 'SignalWrap',
  TTY: 'TTYWrap',
};

function nameOf(wrap: object): string {
  const { name } = wrap.constructor;
  if (name !== 'TCP') return NAMES[name] ?? name;
  return (wrap as AsyncWrap).provider === 'TCPSERVERWRAP' ? 'TCPServerWrap' : 'TCPSocketWrap';
}

export function activeResources({ loop, internalBinding }: Thread): string[] {
  const timeouts: number = internalBinding('timers')['timeoutInfo'][0];
  return [
    ...[...loop.activeRequests].map(nameOf),
    ...HandleWrap.referenced().map(nameOf),
    ...Array<string>(timeouts).fill('Timeout'),
    ...Array<string>(loop.referencedImmediates).fill('Immediate'),
  ];
}

/** What programs know of a request or handle: its socket, server …, or itself. */
function ownerOf(thread: Thread, wrap: object): unknown {
  const owner = thread.perIsolateSymbols['owner_symbol']!;
  return (wrap as Record<symbol, unknown>)[owner] ?? wrap;
}

export function activeRequests(thread: Thread): unknown[] {
  return [...thread.loop.activeRequests].map((wrap) => ownerOf(thread, wrap));
}

export function activeHandles(thread: Thread): unknown[] {
  return HandleWrap.referenced().map((wrap) => ownerOf(thread, wrap));
}
