/** The file operations of the page (`container.fs`), made of a process's operations. */
import type { FileRequest } from '../protocol.ts';
import { O_CREAT, O_RDONLY, O_TRUNC, O_WRONLY, UV_DIRENT_DIR } from './constants.ts';
import type { FileOperations } from './operations/index.ts';
import { makeDirectories } from './jobs/make-directories.ts';
import { removeTree } from './jobs/remove-tree.ts';
import { UvError } from './uv-error.ts';

/** One entry of the page's readdir. */
export interface PageDirent {
  name: string;
  directory: boolean;
}

/** Does what the page asks for; gives bytes, entries or nothing. Throws `UvError`. */
export function answerFileRequest(
  files: FileOperations,
  request: FileRequest,
): Uint8Array | PageDirent[] | undefined {
  switch (request.op) {
    case 'readFile': {
      const fd = files.open(request.path, O_RDONLY, 0);
      try {
        return files.read(fd, Number.MAX_SAFE_INTEGER, 0).slice();
      } finally {
        files.close(fd);
      }
    }
    case 'writeFile': {
      const fd = files.open(request.path, O_WRONLY | O_CREAT | O_TRUNC, 0o666);
      try {
        files.write(fd, 0, request.data);
      } finally {
        files.close(fd);
      }
      return undefined;
    }
    case 'mkdir':
      if (request.recursive) makeDirectories(files, request.path);
      else files.mkdir(request.path, 0o777);
      return undefined;
    case 'readdir': {
      const { names, types } = files.readdir(request.path);
      return names.map((name, index) => ({ name, directory: types[index] === UV_DIRENT_DIR }));
    }
    case 'rm':
      try {
        removeTree(files, request.path, request.recursive);
      } catch (error) {
        const missing = error instanceof UvError && error.code === 'ENOENT';
        if (!missing || !request.force) throw error;
      }
      return undefined;
    case 'rename':
      files.rename(request.path, request.to);
      return undefined;
  }
}
