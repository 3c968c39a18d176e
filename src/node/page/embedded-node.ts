/** A machine on which Node programs run, in a frame of this page: its files, processes, ports. */
import type { DiskProblem } from '../disk/disk-protocol.ts';
import type { LoopEvent } from '../loop-events.ts';
import type { Endpoint } from '../network/endpoint.ts';
import type { TerminalSize } from '../protocol.ts';
import { DiskBroker } from './disk.ts';
import { absolute, PageFiles, WORKDIR } from './files.ts';
import { NodeFrame, type FrameEvent, type NodeScripts } from './frame.ts';
import { thisPage, type FramePlace } from './frame-place.ts';
import { PageNetwork } from './network.ts';
import { NodeProcess } from './process.ts';

const FIRST_PID = 100;

export interface BootNodeOptions {
  scripts: NodeScripts;
  /** The address of the disk broker's script, on this origin. Without it /mnt/durable is not there. */
  diskScript?: string;
  /** By default this page, which must be cross-origin isolated. */
  place?: FramePlace;
  /** Aborted when nobody waits for it any more. */
  signal?: AbortSignal;
}

export interface SpawnOptions {
  cwd?: string;
  env?: Record<string, string | number | boolean>;
  /** The standard streams are a terminal of this size, and not pipes. */
  terminal?: TerminalSize;
  /** False: nobody reads the output, and the program does not wait for that. */
  output?: boolean;
  /** Hears how the event loop of the main thread runs. */
  onLoop?: (events: LoopEvent[]) => void;
}

export interface NodeEvents {
  /** The first server began to listen on a port, or the last one ceased to. */
  port: (port: number, isOpen: boolean) => void;
  /** /mnt/durable cannot be had, or does not take what is written. */
  disk: (problem: DiskProblem) => void;
  /** The frame was removed, ran out of memory or stopped answering: nothing runs any more. */
  lost: (reason: string) => void;
}

/**
 * Boots Node in a hidden frame; resolves when a program can run. Rejects with the reason why it cannot.
 */
export async function bootNode(options: BootNodeOptions): Promise<EmbeddedNode> {
  const { scripts, diskScript, place = thisPage, signal } = options;
  const { frame, version } = await NodeFrame.open(scripts, WORKDIR, place, signal);
  return new EmbeddedNode(frame, version, diskScript);
}

export class EmbeddedNode {
  /** Such as `v26.10.0`. */
  readonly version: string;
  /** Absolute path of the folder from which paths start. */
  readonly workdir = WORKDIR;
  readonly files: PageFiles;
  readonly #frame: NodeFrame;
  readonly #network: PageNetwork;
  readonly #disk: DiskBroker | undefined;
  readonly #processes = new Map<number, NodeProcess>();
  readonly #listeners: { [E in keyof NodeEvents]: Set<NodeEvents[E]> } = {
    port: new Set(),
    disk: new Set(),
    lost: new Set(),
  };
  #lastPid = FIRST_PID - 1;

  constructor(frame: NodeFrame, version: string, diskScript?: string) {
    this.#frame = frame;
    this.#network = new PageNetwork(frame);
    this.#disk = diskScript === undefined ? undefined : new DiskBroker(diskScript);
    this.version = version;
    this.files = new PageFiles((file, transfer) =>
      frame.request({ type: 'files', file }, transfer),
    );
    frame.onEvent = (event) => this.#receive(event);
    frame.onLost = (reason) => {
      this.#end(`The embedded Node was lost: ${reason}.`);
      this.#emit('lost', reason);
    };
  }

  /** Starts `node` with these arguments: options, script, the script's own. */
  async spawn(args: string[], options: SpawnOptions = {}): Promise<NodeProcess> {
    const { cwd = '.', env = {}, terminal, output = true, onLoop } = options;
    const pid = ++this.#lastPid;
    const process = new NodeProcess(this.#frame, pid, {
      discard: !output,
      isTerminal: terminal !== undefined,
      onLoop,
    });
    this.#processes.set(pid, process);
    const variables: Record<string, string> = {
      PATH: '/usr/local/bin:/usr/bin:/bin',
      HOME: WORKDIR,
      ...(terminal && { TERM: 'xterm-256color', COLORTERM: 'truecolor' }),
    };
    for (const [name, value] of Object.entries(env)) variables[name] = String(value);
    await this.#frame.request({
      type: 'spawn',
      pid,
      spawn: {
        args,
        cwd: absolute(cwd),
        env: variables,
        ...(terminal && { terminal }),
        ...(onLoop && { tracesLoop: true }),
      },
    });
    return process;
  }

  /** Connects to who listens on `port`; rejects with code ECONNREFUSED where nobody does. */
  connect(port: number): Promise<Endpoint> {
    return this.#network.connect(port);
  }

  /** The function returned takes the listener away again. */
  on<E extends keyof NodeEvents>(event: E, listener: NodeEvents[E]): () => void {
    this.#listeners[event].add(listener);
    return () => void this.#listeners[event].delete(listener);
  }

  /** Removes the frame, and with it every thread. */
  teardown(): void {
    this.#frame.close();
    this.#end('The embedded Node was torn down.');
  }

  #receive(event: FrameEvent): void {
    switch (event.type) {
      case 'network-left':
        return this.#network.left(event.owner);
      case 'network-moved':
        return this.#network.moved(event.id, event.owner);
      case 'port':
        return this.#emit('port', event.port, event.open);
      case 'disk-wanted':
        return this.#connectDisk();
      case 'disk-problem':
        return this.#emit('disk', event.problem);
    }
    const process = this.#processes.get(event.pid);
    if (event.type === 'output') return process?.receive(event.data);
    if (event.type === 'reading') return process?.reads(event.isRaw);
    if (event.type === 'loop') return process?.onLoop?.(event.events);
    this.#processes.delete(event.pid);
    process?.exited(event.code);
  }

  #connectDisk(): void {
    const connecting = this.#disk?.connect() ?? Promise.reject(new Error('no disk was given'));
    connecting.then(
      (port) => this.#frame.post({ type: 'disk-port', port }, [port]),
      (error) => this.#frame.post({ type: 'disk-port', port: null, detail: String(error) }),
    );
  }

  #end(message: string): void {
    this.#disk?.close();
    for (const process of this.#processes.values()) process.lost(new Error(message));
    this.#processes.clear();
  }

  #emit<E extends keyof NodeEvents>(event: E, ...args: Parameters<NodeEvents[E]>): void {
    for (const listener of this.#listeners[event]) {
      (listener as (...all: unknown[]) => void)(...args);
    }
  }
}
