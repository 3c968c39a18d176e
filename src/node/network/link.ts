/** The way between two ends of a connection that are in different realms: a MessagePort. */
import type { Endpoint } from './endpoint.ts';

/** `onclose`: nothing will be sent or received any more. */
export function connectOver(endpoint: Endpoint, port: MessagePort, onclose: () => void): void {
  endpoint.connect({
    send: (segment) =>
      port.postMessage(segment, segment.type === 'data' ? [segment.bytes.buffer] : []),
    close: () => {
      port.close();
      onclose();
    },
  });
  port.onmessage = ({ data }) => endpoint.receive(data);
}
