/** The line from the file server to the disk's broker, which the page starts when it is wanted. */
import type { DiskProblem, DiskReply, DiskRequest } from '../disk/disk-protocol.ts';

export interface DiskLineEnds {
  toFiles(reply: DiskReply, transfer: Transferable[]): void;
  /** Asks the page for the broker's port. */
  want(): void;
  /** The page is told of every problem. */
  problem(problem: DiskProblem): void;
}

export class DiskLine {
  readonly #ends: DiskLineEnds;
  #port: MessagePort | undefined;
  /** Requests that wait for the port. */
  #waiting: DiskRequest[] = [];
  #isWanted = false;

  constructor(ends: DiskLineEnds) {
    this.#ends = ends;
  }

  send(request: DiskRequest): void {
    if (this.#port) return this.#post(request);
    this.#waiting.push(request);
    if (this.#isWanted) return;
    this.#isWanted = true;
    this.#ends.want();
  }

  /** The broker's port, or why there is none: the next request asks again. */
  connect(port: MessagePort | null, detail = ''): void {
    const waiting = this.#waiting.splice(0);
    this.#isWanted = false;
    if (!port) {
      for (const { id } of waiting) this.#receive({ id, problem: 'failed', detail });
      return;
    }
    this.#port = port;
    port.onmessage = ({ data }: MessageEvent<DiskReply>) => this.#receive(data);
    for (const request of waiting) this.#post(request);
  }

  #post(request: DiskRequest): void {
    this.#port!.postMessage(request, request.op === 'write' ? [request.bytes.buffer] : []);
  }

  #receive(reply: DiskReply): void {
    if ('problem' in reply) this.#ends.problem(reply.problem);
    const images = 'images' in reply ? (reply.images ?? []) : [];
    this.#ends.toFiles(
      reply,
      images.map(({ buffer }) => buffer),
    );
  }
}
