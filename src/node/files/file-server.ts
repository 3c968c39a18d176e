/** The one server of all inodes: answers mailboxes and the frame's messages. */
import type { FileRequest, FilesToFrame, FrameToFiles } from '../protocol.ts';
import type { Request, Response } from './client.ts';
import { serveUntilMessage } from './doorbell.ts';
import { FileSystem } from './file-system.ts';
import { MailboxServer, type Message } from './mailbox.ts';
import { operations, operationsOf, type OperationName } from './operations/index.ts';
import { answerFileRequest } from './page-requests.ts';
import { makeDirectories } from './jobs/make-directories.ts';
import { UvError } from './uv-error.ts';

/** The page's own "process": it opens files only within one request. */
const PAGE_PID = 0;

export class FileServer {
  #fs = new FileSystem();
  #page = operationsOf(this.#fs, PAGE_PID);
  #mailboxes = new Map<number, MailboxServer>();
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
      makeDirectories(this.#page, message.home);
      this.#doorbell = new Int32Array(message.doorbell);
      this.#post({ type: 'ready' }, []);
    } else {
      this.#received++;
      this.#handle(message);
    }
    if (!this.#doorbell) throw new Error('The file server got a message before `start`.');
    serveUntilMessage(this.#doorbell, this.#received, (slot) =>
      this.#mailboxes.get(slot)?.serve((request) => this.#answer(request)),
    );
  }

  #handle(message: Exclude<FrameToFiles, { type: 'start' }>): void {
    switch (message.type) {
      case 'attach': {
        const mailbox = new MailboxServer(message.mailbox);
        this.#mailboxes.set(message.slot, mailbox);
        // Its thread may have rung before this message came.
        mailbox.serve((request) => this.#answer(request));
        return;
      }
      case 'detach':
        this.#mailboxes.delete(message.slot);
        return;
      case 'process':
        this.#fs.startProcess(message.pid, message.stdio);
        return;
      case 'process-end':
        this.#fs.endProcess(message.pid);
        return;
      case 'files':
        this.#reply(message.request, message.file);
    }
  }

  #answer({ json, data }: Message): Message {
    const [pid, name, args] = json as Request;
    const operation = operations[name as OperationName] as (...args: unknown[]) => unknown;
    try {
      const value = operation(this.#fs, this.#fs.process(pid), ...args, ...(data ? [data] : []));
      if (value instanceof Uint8Array) return { json: {}, data: value };
      return { json: { value } satisfies Response };
    } catch (error) {
      const response: Response =
        error instanceof UvError ? { code: error.code } : { bug: String(error) };
      return { json: response };
    }
  }

  #reply(request: number, file: FileRequest): void {
    try {
      const value = answerFileRequest(this.#page, file);
      const transfer = value instanceof Uint8Array ? [value.buffer as ArrayBuffer] : [];
      this.#post({ type: 'reply', request, value }, transfer);
    } catch (error) {
      const code = error instanceof UvError ? error.code : 'EIO';
      const message = `${code}: ${file.op} '${file.path}'`;
      this.#post({ type: 'reply', request, error: { code, message } }, []);
    }
  }
}
