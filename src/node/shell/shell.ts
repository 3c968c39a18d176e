/**
 * `sh -c`: runs a command line in a process of its own. The shell waits for each pipeline without an
 * event loop, as a shell in C would.
 */
import { O_APPEND, O_CREAT, O_RDONLY, O_TRUNC, O_WRONLY } from '../files/constants.ts';
import type { FileClient } from '../files/client.ts';
import type { ExitStatus } from '../files/file-system.ts';
import { startProcess } from '../processes/start-process.ts';
import type { Thread } from '../thread/thread.ts';
import { BUILTINS, strerror, type Streams } from './builtins.ts';
import {
  expand,
  expandWords,
  parse,
  ShellSyntaxError,
  type Command,
  type Pipeline,
  type Word,
} from './parse.ts';

const NOT_FOUND = 127;
const NOT_EXECUTABLE = 126;
const SYNTAX_ERROR = 2;
const SIGNALLED = 128;
const STATUS_SIZE = 1024;

/** What the shell says of a program that a signal ended; of SIGINT and SIGPIPE nothing. */
const SIGNAL_WORDS: Record<number, string> = {
  1: 'Hangup',
  3: 'Quit',
  6: 'Aborted',
  9: 'Killed',
  11: 'Segmentation fault',
  12: 'User defined signal 2',
  14: 'Alarm clock',
  15: 'Terminated',
};

/** A command of a pipeline: its words, and what it reads and writes. */
interface Prepared {
  words: string[];
  env: Record<string, string>;
  streams: Streams;
}

export class Shell {
  /** As it was called, for its messages. */
  readonly name: string;
  readonly files: FileClient;
  readonly variables: Record<string, string>;
  readonly exported: Set<string>;
  cwd: string;
  /** The exit code of the last pipeline: `$?`. */
  status = 0;
  readonly #thread: Thread;
  readonly #encoder = new TextEncoder();
  /** Descriptors that were opened for the pipeline under way. */
  #opened: number[] = [];

  constructor(thread: Thread) {
    this.#thread = thread;
    this.name = thread.init.argv[0]!;
    this.files = thread.files;
    this.variables = { ...thread.init.env };
    this.exported = new Set(Object.keys(this.variables));
    this.cwd = thread.init.cwd;
  }

  /** Runs a command line and gives its exit code. */
  run(text: string): number {
    try {
      for (const { pipeline, after } of parse(text)) {
        if ((after === '&&' && this.status !== 0) || (after === '||' && this.status === 0))
          continue;
        this.status = this.#runPipeline(pipeline);
      }
      return this.status;
    } catch (error) {
      if (!(error instanceof ShellSyntaxError)) throw error;
      this.print(2, `${this.name}: 1: ${error.message}\n`);
      return SYNTAX_ERROR;
    }
  }

  exit(code: number): never {
    return this.#thread.exit(code);
  }

  absolute(path: string): string {
    return this.#thread.require('path').resolve(this.cwd, path);
  }

  readonly write = (fd: number, bytes: Uint8Array): void => {
    const written = this.files.write(fd, -1, bytes);
    if (written < 0) this.#thread.writeToPage(-written, bytes);
  };

  print(fd: number, text: string): void {
    this.write(fd, this.#encoder.encode(text));
  }

  #runPipeline(pipeline: Pipeline): number {
    const waiting: (() => number)[] = [];
    let input = 0;
    const builtins: (() => void)[] = [];
    let status = 0;
    for (const [index, command] of pipeline.entries()) {
      const isLast = index === pipeline.length - 1;
      const [next, output] = isLast ? [0, 1] : this.#openPipe();
      const prepared = this.#prepare(command, { input, output, errors: 2 });
      input = next;
      if (!prepared) {
        status = SYNTAX_ERROR;
      } else if (prepared.words.length === 0) {
        Object.assign(this.variables, prepared.env);
        status = 0;
      } else if (prepared.words[0]! in BUILTINS) {
        builtins.push(() => {
          status = this.#runBuiltin(prepared);
          if (!isLast) this.#close(output);
        });
      } else {
        const wait = this.#start(prepared);
        waiting.push(() => (status = wait()));
      }
      const isBuiltin =
        prepared && prepared.words[0] !== undefined && prepared.words[0] in BUILTINS;
      if (!isLast && !isBuiltin) this.#close(output);
    }
    for (const builtin of builtins) builtin();
    for (const fd of this.#opened) this.files.close(fd);
    this.#opened = [];
    for (const wait of waiting) wait();
    return status;
  }

  #openPipe(): [reading: number, writing: number] {
    const [reading, writing] = this.files.openPipe();
    this.#opened.push(reading, writing);
    return [reading, writing];
  }

  #close(fd: number): void {
    if (!this.#opened.includes(fd)) return;
    this.#opened = this.#opened.filter((other) => other !== fd);
    this.files.close(fd);
  }

  #expand(word: Word): string {
    return expand(word, this.#valueOf);
  }

  readonly #valueOf = (name: string): string => {
    if (name === '?') return String(this.status);
    if (name === '$') return String(this.#thread.init.pid);
    return this.variables[name] ?? (name === '0' ? this.name : '');
  };

  /** Expands words and opens redirections; undefined if one cannot be opened. */
  #prepare(command: Command, streams: Streams): Prepared | undefined {
    const env = Object.fromEntries(
      command.assignments.map(({ name, value }) => [name, this.#expand(value)]),
    );
    const words = expandWords(command.words, this.#valueOf);
    const redirected: Record<number, number> = [streams.input, streams.output, streams.errors];
    for (const { fd, kind, target } of command.redirections) {
      const name = this.#expand(target);
      if (kind === '>&') {
        redirected[fd] = redirected[Number(name)] ?? Number(name);
        continue;
      }
      const flags = {
        '<': O_RDONLY,
        '>': O_WRONLY | O_CREAT | O_TRUNC,
        '>>': O_WRONLY | O_CREAT | O_APPEND,
      }[kind];
      try {
        redirected[fd] = this.files.open(this.absolute(name), flags, 0o666);
        this.#opened.push(redirected[fd]);
      } catch (error) {
        const verb = kind === '<' ? 'open' : 'create';
        const why =
          kind === '<' && strerror(error).startsWith('No such') ? 'No such file' : undefined;
        this.print(2, `${this.name}: 1: cannot ${verb} ${name}: ${why ?? strerror(error)}\n`);
        return undefined;
      }
    }
    const { 0: input = 0, 1: output = 1, 2: errors = 2 } = redirected;
    return { words, env, streams: { input, output, errors } };
  }

  #runBuiltin({ words: [name, ...args], streams }: Prepared): number {
    return BUILTINS[name!]!(this, args, streams);
  }

  /** Starts a program; what it gives waits for the exit code. */
  #start({ words, env, streams }: Prepared): () => number {
    const exported = [...this.exported].map((name) => [name, this.variables[name] ?? ''] as const);
    const all = { ...Object.fromEntries(exported), ...env };
    const file = words[0]!;
    const { error, ended } = startProcess(
      this.#thread,
      {
        file,
        args: words,
        cwd: this.cwd,
        envPairs: Object.entries(all).map(([name, value]) => `${name}=${value}`),
        detached: false,
      },
      [streams.input, streams.output, streams.errors],
    );
    if (error !== 0) {
      const missing = error === this.#thread.errno('ENOENT');
      const why = missing ? 'not found' : 'Permission denied';
      this.print(streams.errors, `${this.name}: 1: ${file}: ${why}\n`);
      return () => (missing ? NOT_FOUND : NOT_EXECUTABLE);
    }
    return () => {
      const bytes = new Uint8Array(this.files.read(ended, STATUS_SIZE, -1));
      this.files.close(ended);
      const { code, signal } = JSON.parse(new TextDecoder().decode(bytes)) as ExitStatus;
      const said = SIGNAL_WORDS[signal];
      if (said) this.print(2, `${said}\n`);
      return signal ? SIGNALLED + signal : code;
    };
  }
}

/** The process's main program, in place of Node's: `sh -c text`. */
export function runShell(thread: Thread): never {
  const [, option, text] = thread.init.argv;
  if (option !== '-c' || text === undefined) {
    const message = 'sh: 1: the shell of the embedded Node runs `sh -c COMMAND` only\n';
    thread.writeStdio(2, new TextEncoder().encode(message));
    return thread.exit(SYNTAX_ERROR);
  }
  return thread.exit(new Shell(thread).run(text));
}
