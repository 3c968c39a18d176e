/** The file operations of the page (`container.fs`), made of a process's functions. */
import type { FileRequest } from '../protocol.ts';
import { O_CREAT, O_RDONLY, O_TRUNC, O_WRONLY, UV_DIRENT_DIR } from './constants.ts';
import type { FileFunctions } from './jobs/index.ts';
import { UvError } from './uv-error.ts';

/** Where the size is in what `lstat` gives. */
const SIZE = 8;

/** One entry of the page's readdir. */
export interface PageDirent {
  name: string;
  directory: boolean;
  /** Bytes. */
  size: number;
}

/** Does what the page asks for; gives bytes, entries or nothing. Throws `UvError`. */
export function answerFileRequest(
  files: FileFunctions,
  request: Exclude<FileRequest, { op: 'wipe' }>,
): Uint8Array | PageDirent[] | undefined {
  switch (request.op) {
    case 'readFile':
      return files.readToEnd(request.path, O_RDONLY).slice();
    case 'writeFile':
      files.writeFile(request.path, O_WRONLY | O_CREAT | O_TRUNC, 0o666, request.data);
      return undefined;
    case 'mkdir':
      if (request.recursive) files.makeDirectories(request.path);
      else files.mkdir(request.path, 0o777);
      return undefined;
    case 'readdir': {
      const { names, types } = files.readdir(request.path);
      return names.map((name, index) => ({
        name,
        directory: types[index] === UV_DIRENT_DIR,
        size: files.lstat(`${request.path}/${name}`)[SIZE]!,
      }));
    }
    case 'rm':
      try {
        files.removeTree(request.path, request.recursive);
      } catch (error) {
        const missing = error instanceof UvError && error.code === 'ENOENT';
        if (!missing || !request.force) throw error;
      }
      return undefined;
    case 'symlink':
      files.symlink(request.target, request.path);
      return undefined;
    case 'rename':
      files.rename(request.path, request.to);
      return undefined;
  }
}
