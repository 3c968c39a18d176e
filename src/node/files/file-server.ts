/** The one server of all inodes: answers mailboxes and the frame's messages. */
import type { FileRequest, FilesToFrame, FrameToFiles } from '../protocol.ts';
import type { Watcher } from './channel.ts';
import type { Request, Response } from './client.ts';
import { serveUntilMessage } from './doorbell.ts';
import { FileSystem } from './file-system.ts';
import { fileFunctionsOf, type FileFunctions } from './jobs/index.ts';
import { MailboxServer, readinessOf, type Message } from './mailbox.ts';
import { answerFileRequest } from './page-requests.ts';
import type { Readiness } from './readiness.ts';
import { failureOf, UvError } from './uv-error.ts';

/** The page's own "process": it opens files only within one request. */
const PAGE_PID = 0;

export class FileServer {
  #fs = new FileSystem();
  #functions = new Map<number, FileFunctions>();
  /** Serves the mailbox of a slot. */
  #mailboxes = new Map<number, () => void>();
  #doorbell: Int32Array | undefined;
  /** Messages handled, not counting `start`. */
  #received = 0;
  #post: (message: FilesToFrame, transfer: Transferable[]) => void;

  constructor(post: (message: FilesToFrame, transfer: Transferable[]) => void) {
    this.#post = post;
  }

  /** Handles one message, then serves mailboxes until the next one is posted. */
  receive(message: FrameToFiles): void {
    if (message.type === 'start') {
      this.#functionsOf(PAGE_PID).makeDirectories(message.home);
      this.#doorbell = new Int32Array(message.doorbell);
      this.#post({ type: 'ready' }, []);
    } else {
      this.#received++;
      this.#handle(message);
    }
    if (!this.#doorbell) throw new Error('The file server got a message before `start`.');
    serveUntilMessage(this.#doorbell, this.#received, (slot) => this.#mailboxes.get(slot)?.());
  }

  #handle(message: Exclude<FrameToFiles, { type: 'start' }>): void {
    switch (message.type) {
      case 'attach': {
        const mailbox = new MailboxServer(message.mailbox);
        const watcher = watchersOf(readinessOf(message.mailbox));
        const serve = () => mailbox.serve((request) => this.#answer(request, watcher));
        this.#mailboxes.set(message.slot, serve);
        serve(); // its thread may have rung before this message came
        return;
      }
      case 'detach':
        this.#mailboxes.delete(message.slot);
        return;
      case 'process':
        this.#fs.startProcess(message.pid, message.stdio);
        return;
      case 'process-end':
        this.#fs.endProcess(message.pid, message.status);
        this.#functions.delete(message.pid);
        return;
      case 'input':
        this.#fs.pageInput(message.pid, message.data);
        return;
      case 'files':
        this.#reply(message.request, message.file);
    }
  }

  #functionsOf(pid: number): FileFunctions {
    const functions = this.#functions.get(pid) ?? fileFunctionsOf(this.#fs, pid);
    this.#functions.set(pid, functions);
    return functions;
  }

  /** `watcher`: how the thread that asks hears of changes. */
  #answer({ json, data }: Message, watcher: FileSystem['watcher']): Message {
    const [pid, name, args] = json as Request;
    this.#fs.watcher = watcher;
    try {
      const functions = this.#functionsOf(pid) as Record<string, (...args: any[]) => unknown>;
      const value = functions[name]!(...args, ...(data ? [data] : []));
      if (value instanceof Uint8Array) return { json: {}, data: value };
      return { json: { value } satisfies Response };
    } catch (error) {
      return { json: { failure: failureOf(error) } satisfies Response };
    }
  }

  #reply(request: number, file: FileRequest): void {
    try {
      const value = answerFileRequest(this.#functionsOf(PAGE_PID), file);
      const transfer = value instanceof Uint8Array ? [value.buffer as ArrayBuffer] : [];
      this.#post({ type: 'reply', request, value }, transfer);
    } catch (error) {
      const code = error instanceof UvError ? error.code : 'EIO';
      const message = `${code}: ${file.op} '${file.path}'`;
      this.#post({ type: 'reply', request, error: { code, message } }, []);
    }
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
