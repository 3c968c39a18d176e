/** The one server of all inodes: answers mailboxes and the frame's messages. */
import type { FileRequest, FilesToFrame, FrameToFiles } from '../protocol.ts';
import type { Watcher } from './channel.ts';
import { createMountPoint, Disk } from './durable/disk.ts';
import { runNowOrLater } from './durable/later.ts';
import type { Request, Response } from './client.ts';
import { serveUntilMessage, setChanges, setServed } from './doorbell.ts';
import { FileSystem } from './file-system.ts';
import { fileFunctionsOf, type FileFunctions } from './jobs/index.ts';
import type { OpenAhead } from './jobs/open-ahead.ts';
import { MailboxServer, readinessOf, type Message } from './mailbox.ts';
import { answerFileRequest } from './page-requests.ts';
import type { ReceivedMessage } from './operations/streams.ts';
import type { Readiness } from './readiness.ts';
import { failureOf, UvError } from './uv-error.ts';

/** The page's own "process": it opens files only within one request. */
const PAGE_PID = 0;

/** A thread that asks. `watcher`: how it hears of changes. */
interface Client {
  mailbox: MailboxServer;
  watcher: FileSystem['watcher'];
}

export class FileServer {
  #fs = new FileSystem();
  #disk: Disk;
  #functions = new Map<number, FileFunctions>();
  /** By the slots of their mailboxes. */
  #clients = new Map<number, Client>();
  #doorbell: Int32Array | undefined;
  /** Messages handled, not counting `start`. */
  #received = 0;
  #served = 0;
  #post: (message: FilesToFrame, transfer: Transferable[]) => void;

  constructor(post: (message: FilesToFrame, transfer: Transferable[]) => void) {
    this.#post = post;
    this.#fs.onpageread = (pid, isRaw) => post({ type: 'reading', pid, isRaw }, []);
    this.#fs.onrightslost = (rights) => {
      const descriptors = rights.map(({ descriptor }) => descriptor);
      if (descriptors.length > 0) post({ type: 'rights-lost', descriptors }, []);
    };
    const mountPoint = createMountPoint(this.#fs);
    this.#disk = new Disk(this.#fs, mountPoint, (request, transfer) => {
      post({ type: 'disk', request }, transfer);
    });
  }

  /** Handles one message, then serves mailboxes until the next one is posted. */
  receive(message: FrameToFiles): void {
    if (message.type === 'start') {
      this.#functionsOf(PAGE_PID).makeDirectories(message.home);
      this.#doorbell = new Int32Array(message.doorbell);
      this.#post({ type: 'ready' }, []);
    } else {
      this.#received++;
      this.#countServed();
      this.#handle(message);
    }
    if (!this.#doorbell) throw new Error('The file server got a message before `start`.');
    this.#tellChanges();
    serveUntilMessage(this.#doorbell, this.#received, (slot) => this.#serve(slot));
  }

  #handle(message: Exclude<FrameToFiles, { type: 'start' }>): void {
    switch (message.type) {
      case 'attach': {
        const mailbox = new MailboxServer(message.mailbox);
        const watcher = watchersOf(readinessOf(message.mailbox));
        this.#clients.set(message.slot, { mailbox, watcher });
        this.#serve(message.slot); // its thread may have rung before this message came
        return;
      }
      case 'detach':
        this.#clients.delete(message.slot);
        return;
      case 'process':
        this.#fs.startProcess(message.pid, message.stdio);
        this.#disk.forgetFailure();
        return;
      case 'process-exec':
        this.#fs.closeOnExec(message.pid);
        return;
      case 'process-end':
        this.#fs.endProcess(message.pid, message.status);
        this.#functions.delete(message.pid);
        return;
      case 'input':
        this.#fs.pageInput(message.pid, message.data);
        return;
      case 'files':
        return this.#reply(message.request, message.file);
      case 'disk':
        // What is read back from the disk is stamped with no time.
        this.#fs.changed();
        return this.#disk.receive(message.reply);
    }
  }

  #functionsOf(pid: number): FileFunctions {
    const functions = this.#functions.get(pid) ?? fileFunctionsOf(this.#fs, pid);
    this.#functions.set(pid, functions);
    return functions;
  }

  #serve(slot: number): void {
    const client = this.#clients.get(slot);
    client?.mailbox.serve(({ json, data }, respond) => {
      const [pid, name, args] = json as Request;
      this.#countServed();
      const operation = () => {
        this.#fs.watcher = client.watcher;
        const functions = this.#functionsOf(pid) as Record<string, (...args: any[]) => unknown>;
        return functions[name]!(...args, ...(data ? [data] : []));
      };
      const answer = (response: Message) => {
        // The thread may have ended while it waited.
        if (this.#clients.get(slot) !== client) return;
        this.#tellChanges();
        respond(response);
      };
      runNowOrLater(
        operation,
        (value) => {
          if (value instanceof Uint8Array) return answer({ json: {}, data: value });
          if (name === 'recvmsg') {
            const { bytes, rights } = value as ReceivedMessage;
            return answer({ json: { value: rights } satisfies Response, data: bytes });
          }
          if (name !== 'openAhead' || typeof value === 'number') {
            return answer({ json: { value } satisfies Response });
          }
          const { bytes, ...rest } = value as Exclude<OpenAhead, number>;
          answer({ json: { value: rest, served: this.#served } satisfies Response, data: bytes });
        },
        (error) => answer({ json: { failure: failureOf(error) } satisfies Response }),
      );
    });
  }

  /** Modulo 2^32, as the threads see it. */
  #countServed(): void {
    this.#served = (this.#served + 1) | 0;
    if (this.#doorbell) setServed(this.#doorbell, this.#served);
  }

  /** Before whoever asked for a change hears that it is made. */
  #tellChanges(): void {
    setChanges(this.#doorbell!, this.#fs.changes);
  }

  #reply(request: number, file: FileRequest): void {
    runNowOrLater(
      () => {
        if (file.op === 'wipe') return this.#disk.wipe();
        return answerFileRequest(this.#functionsOf(PAGE_PID), file);
      },
      (value) => {
        const transfer = value instanceof Uint8Array ? [value.buffer as ArrayBuffer] : [];
        this.#tellChanges();
        this.#post({ type: 'reply', request, value }, transfer);
      },
      (error) => {
        const { code, note } = error instanceof UvError ? error : { code: 'EIO' };
        const path = 'path' in file ? ` '${file.path}'` : '';
        const message = `${code}: ${file.op}${path}${note === undefined ? '' : ` (${note})`}`;
        this.#post({ type: 'reply', request, error: { code, message } }, []);
      },
    );
  }
}

/** The watchers of one thread, which are the same whenever it asks again. */
function watchersOf(readiness: Readiness): FileSystem['watcher'] {
  const watchers = new Map<number, Watcher>();
  return (fd) => {
    const watcher = watchers.get(fd) ?? (() => readiness.raise(fd));
    watchers.set(fd, watcher);
    return watcher;
  };
}
