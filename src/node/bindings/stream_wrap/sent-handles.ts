/** Handles that go from one process to another over an IPC channel: uv_write2 and uv_accept. */
import { runInFrame } from '../../modules/async-context.ts';
import type { Rights } from '../../network/rights.ts';
import type { Thread } from '../../thread/thread.ts';

/** TCP, Pipe and UDP. */
export interface SentHandle {
  /** A descriptor of its socket for another process; undefined: it has no socket yet. */
  createRights(): Rights | undefined;
  /** Of a new handle: its socket is the one that was sent. */
  adopt(rights: Rights): void;
}

/** The binding and the class of each. */
const CLASSES = { TCP: ['tcp_wrap', 'TCP'], PIPE: ['pipe_wrap', 'Pipe'], UDP: ['udp_wrap', 'UDP'] };
/** `SOCKET` of tcp_wrap and pipe_wrap. */
const SOCKET = 0;

/** LibuvStreamWrap's AcceptHandle: the handle of what was received. */
export function receiveHandle(thread: Thread, rights: Rights): object {
  const [binding, name] = CLASSES[rights.type];
  const Handle = thread.internalBinding(binding!)[name!] as new (type: number) => SentHandle;
  // C++ makes it before it calls JavaScript: it belongs to no store.
  const handle = runInFrame(undefined, () => new Handle(SOCKET));
  if (rights.descriptor !== 0) thread.network.shared.adopt(rights.descriptor);
  handle.adopt(rights);
  return handle;
}
