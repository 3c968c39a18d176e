/**
 * How Node's lib calls into a file binding: synchronously, with a request object, or for a promise.
 * All three run the same job (jobs/): the first on this thread, waiting; the others in the pool.
 */
import { AsyncWrap } from '../thread/handle.ts';
import { withoutFrames } from '../pool/without-frames.ts';
import type { Thread } from '../thread/thread.ts';
import type { FileFunctionName } from './jobs/index.ts';
import type { UvFailure } from './uv-error.ts';

/** A path as lib hands it over: validated, still as the program wrote it. */
export type PathArgument = string | Uint8Array;

export interface FileCall {
  job: FileFunctionName;
  args: unknown[];
  /** What errors say: the system call, and the paths as the program wrote them. */
  syscall: string;
  path?: PathArgument;
  dest?: PathArgument;
  /** The job's failures know their own paths (absolute ones). */
  failuresHavePaths?: boolean;
  /** Failures are reported as std::filesystem's are. */
  style?: 'std';
  /** Makes the value that lib gets of the job's. */
  result?: (value: any) => unknown;
  /** The value in place of certain errors (throwIfNoEntry: false). */
  absent?: { value: unknown; errors: readonly string[] };
}

/** FSReqCallback: `oncomplete(error)` or `oncomplete(null, value)`. */
export class FSReqCallback extends AsyncWrap {
  declare oncomplete?: (error: unknown, value?: unknown) => void;

  /** Lib answers an abort itself; the work, once begun, cannot be taken back. */
  cancel(): void {}
}

class FSReqPromise extends AsyncWrap {}

const decoder = new TextDecoder();

export class FileCalls {
  readonly #thread: Thread;
  /** `kUsePromises`: stands where a request would, and asks for a promise. */
  readonly usePromises: symbol;

  constructor(thread: Thread) {
    this.#thread = thread;
    this.usePromises = thread.perIsolateSymbols.fs_use_promises_symbol!;
  }

  /** A path as text. */
  text(path: PathArgument): string {
    return typeof path === 'string' ? path : decoder.decode(new Uint8Array(path));
  }

  /** A path as the file server wants it: from the root, links and dots as they are. */
  absolute(path: PathArgument): string {
    const text = this.text(path);
    if (text.startsWith('/') || text === '') return text;
    return this.#folder() + text;
  }

  #folder(): string {
    return `${this.#thread.internalBinding('process_methods').cwd()}/`.replace('//', '/');
  }

  /** An absolute path again as the program would write it, who wrote `like`. */
  asGiven(path: string, like: PathArgument): string {
    const folder = this.#folder();
    const wasRelative = !this.text(like).startsWith('/');
    return wasRelative && path.startsWith(folder) ? path.slice(folder.length) : path;
  }

  /** A name or path in the encoding that the program asked for. */
  encode(name: string, encoding: string | undefined): unknown {
    if (encoding === undefined || encoding === 'utf8' || encoding === 'utf-8') return name;
    const buffer = this.#thread.require('buffer').Buffer.from(name);
    return encoding === 'buffer' ? buffer : buffer.toString(encoding);
  }

  /** Runs a call as `request` wants it: undefined, kUsePromises or an FSReqCallback. */
  run(call: FileCall, request: unknown): unknown {
    if (request === undefined) return this.runSync(call);
    if (request === this.usePromises) {
      return new Promise((resolve, reject) => {
        const wrap = new FSReqPromise();
        this.runJob(call, wrap, (error, value) => (error ? reject(error) : resolve(value)));
      });
    }
    const callback = request as FSReqCallback;
    this.runJob(call, callback, (error, value) => {
      if (error) callback.oncomplete?.(error);
      else if (value === undefined) callback.oncomplete?.(null);
      else callback.oncomplete?.(null, value);
    });
    return undefined;
  }

  runSync(call: FileCall): unknown {
    try {
      const run = this.#thread.files[call.job] as (...args: any[]) => unknown;
      return this.#valueOf(call, run(...call.args));
    } catch (failure) {
      if (isAbsent(call, failure)) return call.absent!.value;
      throw this.exception(call, failure);
    }
  }

  /** Runs a call in the pool for `wrap`, an AsyncWrap; errors come as lib gives them. */
  runJob(call: FileCall, wrap: object, done: (error: unknown, value?: any) => void): void {
    const args = call.args.map((arg) => (arg instanceof Uint8Array ? new Uint8Array(arg) : arg));
    const transfer = args.flatMap((arg) => (arg instanceof Uint8Array ? [arg.buffer] : []));
    this.#thread.submitWork(
      call.job,
      args,
      (failure, value) => {
        if (!failure) done(null, this.#valueOf(call, value));
        else if (isAbsent(call, failure)) done(null, call.absent!.value);
        else done(withoutFrames(this.exception(call, failure)));
      },
      { wrap, transfer: transfer as Transferable[] },
    );
  }

  #valueOf(call: FileCall, value: unknown): unknown {
    return call.result ? call.result(value) : value;
  }

  /** The error that lib gives to the program. */
  exception(call: FileCall, failure: unknown): unknown {
    const { errno, code, message, syscall, path, dest, style, note } = failure as Partial<
      UvFailure & Error
    >;
    if (errno === undefined) return Object.assign(new Error(message), code && { code });
    const own = (given: PathArgument | undefined, failed: string | undefined) => {
      if (!call.failuresHavePaths) return given === undefined ? undefined : this.text(given);
      return failed === undefined ? undefined : this.asGiven(failed, given ?? failed);
    };
    const from = own(call.path, path);
    const to = own(call.dest, dest);
    if ((style ?? call.style) === 'std') return stdException(call.syscall, code!, -errno, from);
    return this.#thread.uvException(errno, syscall ?? call.syscall, from, to, note);
  }
}

function isAbsent(call: FileCall, failure: unknown): boolean {
  const { code } = failure as { code?: string };
  return call.absent !== undefined && call.absent.errors.includes(code ?? '');
}

/** What strerror() says, of the codes that std::filesystem gives here. */
const STRERROR: Record<string, string> = {
  EACCES: 'Permission denied',
  EEXIST: 'File exists',
  EINVAL: 'Invalid argument',
  EISDIR: 'Is a directory',
  ELOOP: 'Too many levels of symbolic links',
  ENOENT: 'No such file or directory',
  ENOSPC: 'No space left on device',
  ENOTDIR: 'Not a directory',
};

/** Environment::ThrowStdErrException. */
function stdException(syscall: string, code: string, errno: number, path?: string): Error {
  const separator = syscall === 'rm' ? ': ' : ' ';
  const error = new Error(`${code}, ${STRERROR[code] ?? code}${separator}'${path}'`);
  return Object.assign(error, { errno, code, path, syscall });
}
