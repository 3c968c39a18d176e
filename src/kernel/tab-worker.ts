/** A machine in a worker of the tab. Its line is a port that comes with the first message. */
import { serveMachine } from './machine.ts';
import type { ToMachine } from './messages.ts';

addEventListener(
  'message',
  ({ ports: [port] }: MessageEvent) => {
    serveMachine({
      post: (message, transfer = []) => port!.postMessage(message, transfer),
      listen: (receive) => {
        port!.onmessage = ({ data }: MessageEvent<ToMachine>) => receive(data);
      },
    });
  },
  { once: true },
);
