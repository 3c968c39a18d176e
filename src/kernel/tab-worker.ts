/**
 * A machine in a worker of the tab. Its line is a port that comes with the first message. It answers
 * pings, and tells what v86 lets fall: a WebAssembly that does not fit into the memory, say.
 */
import { serveMachine } from './machine.ts';
import type { FromMachine, Ping, Pong, ToMachine } from './messages.ts';

addEventListener(
  'message',
  ({ ports: [port] }: MessageEvent) => {
    const post = (message: FromMachine | Pong, transfer: ArrayBuffer[] = []) =>
      port!.postMessage(message, transfer);
    addEventListener('error', ({ message }) => post({ type: 'failed', reason: message }));
    addEventListener('unhandledrejection', ({ reason }) =>
      post({ type: 'failed', reason: String(reason) }),
    );
    serveMachine({
      post,
      listen: (receive) => {
        port!.onmessage = ({ data }: MessageEvent<ToMachine | Ping>) => {
          if (data.type === 'ping') post({ type: 'pong' });
          else receive(data);
        };
      },
    });
  },
  { once: true },
);
