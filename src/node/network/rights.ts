/**
 * SCM_RIGHTS: a descriptor of a socket on its way to another process, beside the bytes of a message
 * on a local socket. The receiver makes a handle of it; the socket itself is the frame's by then
 * (frame/shared-sockets.ts).
 */
import type { Binding, SocketName } from './network.ts';

export interface Rights {
  /**
   * Machine-wide; of nobody until it is received. 0: the socket's bind failed, so that there is
   * nothing to share yet.
   */
  descriptor: number;
  /** Which handle of libuv it becomes (uv_handle_type). */
  type: 'TCP' | 'PIPE' | 'UDP';
  local?: SocketName | undefined;
  remote?: SocketName | undefined;
  /** Of a socket that is bound; a connection has none. */
  binding?: Binding | undefined;
  /** The multicast groups that a UDP socket is in. */
  groups?: string[];
}
