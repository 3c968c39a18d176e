/** A thread's view of the file server: each of its functions as one that waits for its result. */
import { fileFunctionNames, type FileFunctions } from './jobs/index.ts';
import { MailboxClient } from './mailbox.ts';
import { errorOf, type Failure } from './uv-error.ts';

export type FileClient = FileFunctions;

export interface FileClientOptions {
  mailbox: SharedArrayBuffer;
  doorbell: SharedArrayBuffer;
  /** The process whose descriptors and umask the functions use. */
  pid: number;
}

/**
 * What crosses the mailbox. A request's last argument, and a result, may be bytes: they travel
 * beside the JSON.
 */
export type Request = [pid: number, name: string, args: unknown[]];
export type Response = { value?: unknown } | { failure: Failure };

/** The functions of a process, each a synchronous call that throws `UvError` (or `CodedError`). */
export function createFileClient({ mailbox, doorbell, pid }: FileClientOptions): FileClient {
  const box = new MailboxClient(mailbox, doorbell);
  const call = (name: string, args: unknown[]): unknown => {
    const last = args.at(-1);
    const data = last instanceof Uint8Array ? last : undefined;
    const json: Request = [pid, name, data ? args.slice(0, -1) : args];
    const response = box.call({ json, data });
    const result = response.json as Response;
    if ('failure' in result) throw errorOf(result.failure);
    return response.data ?? result.value;
  };
  const calls = fileFunctionNames.map((name) => [name, (...args: unknown[]) => call(name, args)]);
  return Object.fromEntries(calls) as FileClient;
}
