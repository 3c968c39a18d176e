/** The commands that the shell does itself. */
import { O_RDONLY } from '../files/constants.ts';
import { UvError } from '../files/uv-error.ts';
import type { Shell } from './shell.ts';

/** What a command reads and writes. */
export interface Streams {
  input: number;
  output: number;
  errors: number;
}

/** Gives the exit code. */
type Builtin = (shell: Shell, args: string[], streams: Streams) => number;

const READ_SIZE = 64 * 1024;

/** The words of strerror() for what these commands meet. */
const STRERROR: Record<string, string> = {
  ENOENT: 'No such file or directory',
  EISDIR: 'Is a directory',
  EACCES: 'Permission denied',
  ENOTDIR: 'Not a directory',
};

export function strerror(error: unknown): string {
  if (!(error instanceof UvError)) throw error;
  return STRERROR[error.code] ?? error.code;
}

function copy({ files, write }: Shell, from: number, to: number): void {
  for (;;) {
    const bytes = new Uint8Array(files.read(from, READ_SIZE, -1));
    if (bytes.length === 0) return;
    write(to, bytes);
  }
}

export const BUILTINS: Record<string, Builtin> = {
  ':': () => 0,
  true: () => 0,
  false: () => 1,

  echo(shell, args, { output }) {
    const withoutNewline = args[0] === '-n';
    const text = (withoutNewline ? args.slice(1) : args).join(' ');
    shell.print(output, withoutNewline ? text : `${text}\n`);
    return 0;
  },

  pwd(shell, _args, { output }) {
    shell.print(output, `${shell.cwd}\n`);
    return 0;
  },

  cd(shell, [folder = shell.variables['HOME'] ?? ''], { errors }) {
    const to = shell.absolute(folder);
    if (shell.files.kind(to) !== 1) {
      shell.print(errors, `${shell.name}: 1: cd: can't cd to ${folder}\n`);
      return 2;
    }
    shell.cwd = shell.files.realpath(to);
    return 0;
  },

  exit: (shell, [code]) => shell.exit(code === undefined ? shell.status : Number(code) & 0xff),

  /** No core file is ever written, whatever its limit. */
  ulimit(shell, [option, limit], { errors }) {
    if (option === '-c' && limit === '0') return 0;
    shell.print(errors, `${shell.name}: 1: ulimit: only "ulimit -c 0" is known here\n`);
    return 2;
  },

  export(shell, args) {
    for (const arg of args) {
      const [name = '', ...value] = arg.split('=');
      shell.exported.add(name);
      if (value.length > 0) shell.variables[name] = value.join('=');
    }
    return 0;
  },

  cat(shell, args, { input, output, errors }) {
    let status = 0;
    for (const name of args.length > 0 ? args : ['-']) {
      try {
        const fd = name === '-' ? input : shell.files.open(shell.absolute(name), O_RDONLY, 0);
        copy(shell, fd, output);
        if (fd !== input) shell.files.close(fd);
      } catch (error) {
        shell.print(errors, `cat: ${name}: ${strerror(error)}\n`);
        status = 1;
      }
    }
    return status;
  },

  sleep(_shell, [seconds = '0']) {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, Number.parseFloat(seconds) * 1000);
    return 0;
  },
};
