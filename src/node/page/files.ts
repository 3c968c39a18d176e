/** The machine's files as the page reads and writes them. */
import type { PageDirent } from '../files/page-requests.ts';
import type { FileRequest } from '../protocol.ts';

export const WORKDIR = '/home/user';
const DURABLE = '/mnt/durable';

/** Files to be made, by name. */
export interface FileTree {
  [name: string]:
    | { directory: FileTree }
    | { file: { contents: string | Uint8Array } }
    | { file: { symlink: string } };
}

/** A file at /mnt/durable. */
export interface DurableFile {
  /** From /mnt/durable. */
  path: string;
  /** Bytes. */
  size: number;
}

type Request = (file: FileRequest, transfer: Transferable[]) => Promise<unknown>;

/** Paths start from the working directory. Calls reject with an error that has a POSIX `code`. */
export class PageFiles {
  readonly #ask: Request;

  constructor(ask: Request) {
    this.#ask = ask;
  }

  /** Adds files below `folder` to those that are there. */
  async mount(tree: FileTree, folder = '.'): Promise<void> {
    const requests = [...treeRequests(tree, absolute(folder))];
    await Promise.all(requests.map((file) => this.#request(file)));
  }

  async readFile(path: string, encoding?: null): Promise<Uint8Array>;
  async readFile(path: string, encoding: string): Promise<string>;
  async readFile(path: string, encoding?: string | null): Promise<Uint8Array | string> {
    const request = this.#request({ op: 'readFile', path: absolute(path) });
    const data = (await request) as Uint8Array;
    if (encoding == null) return data;
    if (encoding !== 'utf8' && encoding !== 'utf-8') {
      throw new Error(`Files can be read as utf8 or as bytes, not as "${encoding}".`);
    }
    return new TextDecoder().decode(data);
  }

  async writeFile(path: string, data: string | Uint8Array): Promise<void> {
    await this.#request({ op: 'writeFile', path: absolute(path), data: bytes(data) });
  }

  async mkdir(path: string, { recursive = false } = {}): Promise<void> {
    await this.#request({ op: 'mkdir', path: absolute(path), recursive });
  }

  async readdir(path: string): Promise<string[]> {
    const entries = await this.#request({ op: 'readdir', path: absolute(path) });
    return (entries as PageDirent[]).map(({ name }) => name);
  }

  async rm(path: string, { force = false, recursive = false } = {}): Promise<void> {
    await this.#request({ op: 'rm', path: absolute(path), force, recursive });
  }

  async rename(from: string, to: string): Promise<void> {
    await this.#request({ op: 'rename', path: absolute(from), to: absolute(to) });
  }

  /** What programs keep at /mnt/durable, by path. */
  async listDurable(): Promise<DurableFile[]> {
    return (await this.#durableBelow('')).sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  /** Leaves nothing there, in memory and on the disk. */
  async wipeDurable(): Promise<void> {
    await this.#request({ op: 'wipe' });
  }

  async #durableBelow(folder: string): Promise<DurableFile[]> {
    const entries = await this.#request({ op: 'readdir', path: `${DURABLE}/${folder}` });
    const files = (entries as PageDirent[]).map(async ({ name, directory, size }) => {
      const path = `${folder}${name}`;
      return directory ? this.#durableBelow(`${path}/`).catch(noneIfGone) : [{ path, size }];
    });
    return (await Promise.all(files)).flat();
  }

  #request(file: FileRequest): Promise<unknown> {
    return this.#ask(file, file.op === 'writeFile' ? [file.data.buffer] : []);
  }
}

/** `path` from the working directory, without `.` and `..`. */
export function absolute(path: string): string {
  const parts: string[] = [];
  for (const part of (path.startsWith('/') ? path : `${WORKDIR}/${path}`).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

function* treeRequests(tree: FileTree, folder: string): Generator<FileRequest> {
  yield { op: 'mkdir', path: folder, recursive: true };
  for (const [name, node] of Object.entries(tree)) {
    const path = `${folder}/${name}`;
    if ('directory' in node) yield* treeRequests(node.directory, path);
    else if ('symlink' in node.file) yield { op: 'symlink', path, target: node.file.symlink };
    else yield { op: 'writeFile', path, data: bytes(node.file.contents) };
  }
}

/** Bytes of their own, to be given away: neither the caller's nor part of a larger buffer. */
function bytes(data: string | Uint8Array): Uint8Array<ArrayBuffer> {
  return typeof data === 'string' ? new TextEncoder().encode(data) : new Uint8Array(data);
}

/** A folder may go while the list is made. */
function noneIfGone(error: Error & { code?: string }): DurableFile[] {
  if (error.code === 'ENOENT') return [];
  throw error;
}
