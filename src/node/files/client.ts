/** A thread's view of the file server: every operation as a function that waits for its result. */
import { MailboxClient } from './mailbox.ts';
import { operations, type FileOperations } from './operations/index.ts';
import { UvError, type ErrorCode } from './uv-error.ts';

export type FileClient = FileOperations;

export interface FileClientOptions {
  mailbox: SharedArrayBuffer;
  doorbell: SharedArrayBuffer;
  /** The process whose descriptors and umask the operations use. */
  pid: number;
}

/**
 * What crosses the mailbox. A request's last argument, and a result, may be bytes: they travel
 * beside the JSON.
 */
export type Request = [pid: number, operation: string, args: unknown[]];
export type Response = { value?: unknown } | { code: ErrorCode } | { bug: string };

/** The operations of a process, each a synchronous call that throws `UvError`. */
export function createFileClient({ mailbox, doorbell, pid }: FileClientOptions): FileClient {
  const box = new MailboxClient(mailbox, doorbell);
  const call = (operation: string, args: unknown[]): unknown => {
    const last = args.at(-1);
    const data = last instanceof Uint8Array ? last : undefined;
    const json: Request = [pid, operation, data ? args.slice(0, -1) : args];
    const response = box.call({ json, data });
    const result = response.json as Response;
    if ('code' in result) throw new UvError(result.code);
    if ('bug' in result) throw new Error(`The file server failed at ${operation}: ${result.bug}`);
    return response.data ?? result.value;
  };
  const calls = Object.keys(operations).map((name) => [
    name,
    (...args: unknown[]) => call(name, args),
  ]);
  return Object.fromEntries(calls) as FileClient;
}
