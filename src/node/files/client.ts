/** A thread's view of the file server: each of its functions as one that waits for its result. */
import { Answers, questionOf } from './answers.ts';
import { O_ACCMODE, O_CREAT, O_RDONLY, O_TRUNC } from './constants.ts';
import { changesIn, servedIn } from './doorbell.ts';
import { fileFunctionNames, type FileFunctions } from './jobs/index.ts';
import { MailboxClient, readinessOf, type Message } from './mailbox.ts';
import { ReadAhead, type Opened } from './read-ahead.ts';
import type { Readiness } from './readiness.ts';
import type { Rights } from '../network/rights.ts';
import { errorOf, type Failure, type UvError } from './uv-error.ts';

/** Reading and writing wait for a stream that is not ready. */
export interface FileClient extends FileFunctions {
  /** As `read`, but throws EAGAIN: then `readiness` tells when to try again. */
  tryRead(fd: number, max: number): Uint8Array;
  /** As `write`, but takes what there is room for, or throws EAGAIN. */
  tryWrite(fd: number, bytes: Uint8Array): number;
  readonly readiness: Readiness;
  /** Waits until the file server has done all that it was told: before others hear of it. */
  settle(): void;
}

export interface FileClientOptions {
  mailbox: SharedArrayBuffer;
  doorbell: SharedArrayBuffer;
  /** The process whose descriptors and umask the functions use. */
  pid: number;
  /** For who opens files to read and close them at once, as threads do and the pool does not. */
  readsAhead?: boolean;
}

/**
 * What crosses the mailbox. A request's last argument, and a result, may be bytes: they travel
 * beside the JSON.
 */
export type Request = [pid: number, name: string, args: unknown[]];
/** `served` goes with what is read ahead. */
export type Response = { value?: unknown; served?: number } | { failure: Failure };

const STREAM_READ_SIZE = 64 * 1024;

function concatenate(parts: Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

function unlessStream<T>(whole: () => T, stream: () => T): T {
  try {
    return whole();
  } catch (error) {
    if ((error as Partial<UvError>).code !== 'EAGAIN') throw error;
    return stream();
  }
}

/** The functions of a process, each a synchronous call that throws `UvError` (or `CodedError`). */
export function createFileClient({
  mailbox,
  doorbell,
  pid,
  readsAhead = false,
}: FileClientOptions): FileClient {
  const box = new MailboxClient(mailbox, doorbell);
  const words = new Int32Array(doorbell);
  const answers = new Answers<Message>(() => changesIn(words));
  const ask = (name: string, args: unknown[]): Message => {
    const last = args.at(-1);
    const data = last instanceof Uint8Array ? last : undefined;
    const json: Request = [pid, name, data ? args.slice(0, -1) : args];
    return box.call({ json, data });
  };
  const call = (name: string, args: unknown[]): unknown => {
    const question = questionOf(name, args);
    const response =
      question === undefined ? ask(name, args) : answers.find(question, () => ask(name, args));
    const result = response.json as Response;
    if ('failure' in result) throw errorOf(result.failure);
    return response.data ?? result.value;
  };
  const ahead = new ReadAhead({
    served() {
      box.settle();
      return servedIn(words);
    },
    tell: (name, args) => box.tell({ json: [pid, name, args] satisfies Request }),
  });
  const calls = fileFunctionNames.map((name) => [name, (...args: unknown[]) => call(name, args)]);
  const readiness = readinessOf(mailbox);
  const files = {
    ...(Object.fromEntries(calls) as FileFunctions),
    readiness,
    tryRead: (fd: number, max: number) => call('read', [fd, max, -1]) as Uint8Array,
    tryWrite: (fd: number, bytes: Uint8Array) => call('write', [fd, -1, bytes]) as number,
  };
  const open: FileClient['open'] = (path, flags, mode) => {
    const onlyReads = (flags & (O_ACCMODE | O_CREAT | O_TRUNC)) === O_RDONLY;
    if (!readsAhead || !onlyReads) return files.open(path, flags, mode);
    const { json, data } = ask('openAhead', [path, flags, mode]);
    const result = json as Response;
    if ('failure' in result) throw errorOf(result.failure);
    const { value, served } = result;
    if (!data) return value as number;
    const opened = { ...(value as Pick<Opened, 'fd' | 'stat'>), bytes: data, served: served! };
    ahead.keep(opened);
    return opened.fd;
  };
  const untilReady = <T>(attempt: () => T): T => {
    for (;;) {
      const { bell } = readiness;
      try {
        return attempt();
      } catch (error) {
        if ((error as Partial<UvError>).code !== 'EAGAIN') throw error;
      }
      readiness.wait(bell);
    }
  };
  const read: FileClient['read'] = (...args) =>
    ahead.read(...args) ?? untilReady(() => files.read(...args));
  const readStream = (target: number | string, flags: number): Uint8Array => {
    const fd = typeof target === 'number' ? target : files.open(target, flags, 0);
    const parts: Uint8Array[] = [];
    for (;;) {
      const part = read(fd, STREAM_READ_SIZE, -1);
      if (part.length === 0) break;
      parts.push(part);
    }
    if (fd !== target) files.close(fd);
    return concatenate(parts);
  };
  return {
    ...files,
    recvmsg(fd, max) {
      const { json, data } = ask('recvmsg', [fd, max]);
      const result = json as Response;
      if ('failure' in result) throw errorOf(result.failure);
      return { bytes: data!, rights: result.value as Rights | undefined };
    },
    settle: () => box.settle(),
    open,
    fstat: (fd) => ahead.fstat(fd) ?? files.fstat(fd),
    read,
    close(fd) {
      if (!ahead.close(fd)) files.close(fd);
    },
    readToEnd: (target, flags) =>
      unlessStream(
        () => files.readToEnd(target, flags),
        () => readStream(target, flags),
      ),
    readFile: (path, flags, limit) =>
      unlessStream(
        () => files.readFile(path, flags, limit),
        () => readStream(path, flags),
      ),
    write(fd, position, bytes) {
      for (let done = 0; ;) {
        const rest = bytes.subarray(done);
        const written = untilReady(() => files.write(fd, position, rest));
        done += written;
        if (written < 0 || done >= bytes.length) return written < 0 ? written : done;
      }
    },
  };
}
