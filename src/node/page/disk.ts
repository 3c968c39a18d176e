/**
 * The page's part of /mnt/durable: the broker of the disk (disk/broker.ts), a worker of the page's own
 * origin that has two files in the Origin Private File System and nothing else.
 */
export class DiskBroker {
  readonly #script: string;
  #worker: Worker | undefined;
  #isClosed = false;

  /** `script`: the address of the broker's script, on the page's own origin. */
  constructor(script: string) {
    this.#script = script;
  }

  /** Starts the broker; the port takes its requests. Rejects where its script cannot be had. */
  async connect(): Promise<MessagePort> {
    if (this.#isClosed) throw new Error('The embedded Node is not running any more.');
    const worker = (this.#worker = new Worker(this.#script));
    const { port1, port2 } = new MessageChannel();
    worker.postMessage(null, [port1]);
    await new Promise((resolve, reject) => {
      worker.onmessage = resolve;
      worker.onerror = () => reject(new Error(`${this.#script} could not be loaded.`));
    });
    return port2;
  }

  /** Ends the broker, which gives the disk back. */
  close(): void {
    this.#isClosed = true;
    this.#worker?.terminate();
  }
}
