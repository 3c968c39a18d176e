/** internalBinding('fs') (src/node_file.cc): what lib/fs.js and lib/internal/fs/* call. */
import { FileCalls, FSReqCallback, type FileCall, type PathArgument } from '../files/calls.ts';
import { descriptorOf, threeBitsOf } from '../files/arguments.ts';
import { fileHandleClass } from '../files/file-handle.ts';
import type { UtimesTime } from '../files/operations/attributes.ts';
import { moduleLookups } from '../files/module-lookups.ts';
import { writeToStream } from '../files/standard-streams.ts';
import { statWatcherClass } from '../files/stat-watcher.ts';
import { treeFunctions } from '../files/tree-functions.ts';
import { UnmanagedDescriptors } from '../files/unmanaged-descriptors.ts';
import { bytesOf, wholeFileJobs } from '../files/whole-file-jobs.ts';
import { TRANSFERABLE } from '../thread/cloneables.ts';
import type { BindingFactory } from '../thread/thread.ts';

type Position = number | bigint | null | undefined;

/** The file's own position is −1, and whatever is no number (GetOffset of src/node_file.cc). */
function positionOf(position: Position): number {
  return typeof position === 'number' || typeof position === 'bigint' ? Number(position) : -1;
}

/** Stat fields as Node's lib reads them; with bigint, each an integer. */
function statArray(bigint: boolean): (fields: number[]) => Float64Array | BigInt64Array {
  return (fields) =>
    bigint ? BigInt64Array.from(fields, (field) => BigInt(field)) : Float64Array.from(fields);
}

/** Seconds as they cross to the file server: utimensat's UTIME_OMIT and UTIME_NOW have no number. */
function timeOf(seconds: number): UtimesTime {
  if (Number.isFinite(seconds)) return seconds;
  return seconds === Infinity ? 'now' : null;
}

function concatenate(views: ArrayBufferView[]): Uint8Array {
  const bytes = new Uint8Array(views.reduce((length, view) => length + view.byteLength, 0));
  let at = 0;
  for (const view of views) {
    bytes.set(bytesOf(view), at);
    at += view.byteLength;
  }
  return bytes;
}

/** Fills views with bytes, one after the other. */
function scatter(views: ArrayBufferView[], bytes: Uint8Array): number {
  let at = 0;
  for (const view of views) {
    bytesOf(view).set(bytes.subarray(at, at + view.byteLength));
    at += view.byteLength;
  }
  return bytes.length;
}

export const fs: BindingFactory = (thread) => {
  const calls = new FileCalls(thread);
  const at = (path: PathArgument) => calls.absolute(path);
  const opened = (fd: unknown) => descriptorOf(thread, fd);
  const FileHandle = fileHandleClass(calls);
  // Descriptors are those of the process: another thread of it may use them.
  thread.cloneables.register(FileHandle, {
    name: 'fs:FileHandle',
    mode: ({ fd }) => (fd < 0 ? 0 : TRANSFERABLE),
    read: (handle) => handle.releaseFD(),
    make: (fd: number) => new FileHandle(fd),
  });

  let unmanaged: UnmanagedDescriptors | undefined;
  /** Of a worker, unless it is not to be tracked. */
  const tracked = () => {
    const { unmanagedDescriptors } = thread.init;
    if (unmanagedDescriptors) unmanaged ??= new UnmanagedDescriptors(unmanagedDescriptors);
    return unmanaged;
  };
  const warn = (fd: number, what: string) => {
    thread.process.emitWarning(`File descriptor ${fd} ${what}`);
  };
  const openedUnmanaged = (fd: number): number => {
    if (tracked()?.add(fd) === false) warn(fd, 'opened in unmanaged mode twice');
    return fd;
  };
  const closing = (fd: number): FileCall => {
    const args = [opened(fd)];
    if (tracked()?.remove(fd) === false) warn(fd, 'closed but not opened in unmanaged mode');
    return { job: 'close', args, syscall: 'close' };
  };

  /** A function of the binding whose argument `index` says how the call is made. */
  const method =
    (index: number, make: (...args: any[]) => FileCall) =>
    (...args: any[]) =>
      calls.run(make(...args), args[index]);

  const onPath = (job: FileCall['job'], syscall: string = job) =>
    method(1, (path: PathArgument) => ({ job, args: [at(path)], syscall, path }));
  const onPaths = (job: FileCall['job'], index: number, syscall: string = job) =>
    method(index, (path: PathArgument, dest: PathArgument) => {
      return { job, args: [at(path), at(dest)], syscall, path, dest };
    });
  const onDescriptor = (job: FileCall['job'], syscall: string = job) =>
    method(1, (fd: number) => ({ job, args: [opened(fd)], syscall }));

  const statOf = (job: 'stat' | 'lstat') =>
    method(2, (path: PathArgument, bigint: boolean, _request, throwIfNoEntry?: boolean) => {
      // lstat() does throw where a part of the path is no directory.
      const errors = job === 'lstat' ? ['ENOENT'] : ['ENOENT', 'ENOTDIR'];
      const absent = throwIfNoEntry === false ? { value: undefined, errors } : undefined;
      return { job, args: [at(path)], syscall: job, path, absent, result: statArray(bigint) };
    });
  const chownOf = (job: 'chown' | 'lchown') =>
    method(3, (path: PathArgument, uid: number, gid: number) => {
      return { job, args: [at(path), uid, gid], syscall: job, path };
    });
  const utimesOf = (job: 'utimes' | 'lutimes', syscall: string) =>
    method(3, (path: PathArgument, atime: number, mtime: number) => {
      return { job, args: [at(path), timeOf(atime), timeOf(mtime)], syscall, path };
    });
  const openOf = (result?: (fd: number) => unknown) =>
    method(3, (path: PathArgument, flags: number, mode: number) => {
      return { job: 'open', args: [at(path), flags, mode], syscall: 'open', path, result };
    });
  const writeCall = (fd: number, bytes: Uint8Array, position: Position): FileCall => ({
    job: 'write',
    args: [opened(fd), positionOf(position), bytes],
    syscall: 'write',
    result: (written) => writeToStream(thread, written, bytes),
  });

  /** writeSync() gets errors in an object that it passes. */
  const writing =
    (index: number, make: (...args: any[]) => FileCall) =>
    (...args: any[]) => {
      const context = args[index + 1];
      if (context === undefined) return calls.run(make(...args), args[index]);
      try {
        return calls.runSync(make(...args));
      } catch (error) {
        const { errno, syscall, code } = error as NodeJS.ErrnoException;
        if (errno === undefined) throw error;
        Object.assign(context, { errno, syscall, code });
        return undefined;
      }
    };

  return {
    ...thread.skeleton('fs'),
    kUsePromises: calls.usePromises,
    FSReqCallback,
    FileHandle,
    StatWatcher: statWatcherClass(thread, calls),
    ...wholeFileJobs(thread, calls),
    ...moduleLookups(thread, calls),
    ...treeFunctions(thread, calls),

    access: method(2, (path: PathArgument, mode: number) => {
      return { job: 'access', args: [at(path), threeBitsOf(mode)], syscall: 'access', path };
    }),
    existsSync: (path: PathArgument): boolean => thread.files.kind(at(path)) >= 0,

    open: openOf(openedUnmanaged),
    openFileHandle: openOf((fd) => new FileHandle(fd)),
    close: method(1, closing),
    fsync: onDescriptor('fsync'),
    fdatasync: onDescriptor('fsync', 'fdatasync'),
    ftruncate: method(2, (fd: number, length = 0) => {
      return { job: 'ftruncate', args: [opened(fd), length], syscall: 'ftruncate' };
    }),

    read: method(
      5,
      (fd: number, view: ArrayBufferView, offset: number, length: number, position) => {
        const into = bytesOf(view).subarray(offset, offset + length);
        const args = [opened(fd), into.length, positionOf(position)];
        const result = (bytes: Uint8Array) => scatter([into], bytes);
        return { job: 'read', args, syscall: 'read', result };
      },
    ),
    readBuffers: method(3, (fd: number, views: ArrayBufferView[], position: Position) => {
      const length = views.reduce((sum, view) => sum + view.byteLength, 0);
      // No buffer at all is EINVAL to readv(2).
      const args = [opened(fd), views.length === 0 ? -1 : length, positionOf(position)];
      const result = (bytes: Uint8Array) => scatter(views, bytes);
      return { job: 'read', args, syscall: 'read', result };
    }),
    writeBuffer: writing(5, (fd: number, view, offset: number, length: number, position) =>
      writeCall(fd, bytesOf(view).subarray(offset, offset + length), position),
    ),
    writeBuffers: method(3, (fd: number, views: ArrayBufferView[], position: Position) =>
      writeCall(fd, concatenate(views), position),
    ),
    writeString: writing(4, (fd: number, text: string, position, encoding?: string) =>
      writeCall(fd, bytesOf(thread.require('buffer').Buffer.from(text, encoding)), position),
    ),

    readFileUtf8(target: PathArgument | number, flags: number): string {
      const isDescriptor = typeof target === 'number';
      const bytes = calls.runSync({
        job: 'readToEnd',
        args: [isDescriptor ? target : at(target), flags],
        syscall: 'read',
        path: isDescriptor ? undefined : target,
        failuresHavePaths: true,
      });
      return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes as Uint8Array);
    },
    writeFileUtf8(target: PathArgument | number, text: string, flags: number, mode: number): void {
      const isDescriptor = typeof target === 'number';
      const bytes = new TextEncoder().encode(text);
      const written = calls.runSync({
        job: 'writeFile',
        args: [isDescriptor ? target : at(target), flags, mode, bytes],
        syscall: 'write',
        path: isDescriptor ? undefined : target,
        failuresHavePaths: true,
      });
      writeToStream(thread, written as number, bytes);
    },

    stat: statOf('stat'),
    lstat: statOf('lstat'),
    fstat: method(2, (fd: number, bigint: boolean) => {
      return { job: 'fstat', args: [opened(fd)], syscall: 'fstat', result: statArray(bigint) };
    }),
    statfs: method(2, (path: PathArgument, bigint: boolean) => {
      const result = statArray(bigint);
      return { job: 'statfs', args: [at(path)], syscall: 'statfs', path, result };
    }),

    mkdir: method(3, (path: PathArgument, mode: number, recursive: boolean) => {
      if (!recursive) return { job: 'mkdir', args: [at(path), mode], syscall: 'mkdir', path };
      const result = (first?: string) => first && calls.asGiven(first, path);
      return { job: 'makeDirectories', args: [at(path), mode], syscall: 'mkdir', path, result };
    }),
    mkdtemp: method(2, (prefix: PathArgument, encoding?: string, request?: object) => {
      const path = `${calls.text(prefix)}XXXXXX`;
      const result = (made: string) => calls.encode(calls.asGiven(made, path), encoding);
      const args = [at(path)];
      // Only an asynchronous call's error says which name was tried.
      const failuresHavePaths = request !== undefined;
      return { job: 'mkdtemp', args, syscall: 'mkdtemp', path, failuresHavePaths, result };
    }),
    rmdir: onPath('rmdir'),
    unlink: onPath('unlink'),
    rename: onPaths('rename', 2),
    link: onPaths('link', 2),
    symlink: method(3, (target: PathArgument, path: PathArgument) => {
      const args = [calls.text(target), at(path)];
      return { job: 'symlink', args, syscall: 'symlink', path: target, dest: path };
    }),
    readlink: method(2, (path: PathArgument, encoding?: string) => {
      const result = (target: string) => calls.encode(target, encoding);
      return { job: 'readlink', args: [at(path)], syscall: 'readlink', path, result };
    }),
    realpath: method(2, (path: PathArgument, encoding?: string) => {
      const result = (real: string) => calls.encode(real, encoding);
      return { job: 'realpath', args: [at(path)], syscall: 'realpath', path, result };
    }),
    readdir: method(3, (path: PathArgument, encoding: string | undefined, withTypes: boolean) => {
      const result = ({ names, types }: { names: string[]; types: number[] }) => {
        const encoded = names.map((name) => calls.encode(name, encoding));
        return withTypes ? [encoded, types] : encoded;
      };
      return { job: 'readdir', args: [at(path)], syscall: 'scandir', path, result };
    }),
    copyFile: method(3, (path: PathArgument, dest: PathArgument, flags: number) => {
      return {
        job: 'copyFile',
        args: [at(path), at(dest), threeBitsOf(flags)],
        syscall: 'copyfile',
        path,
        dest,
      };
    }),

    chmod: method(2, (path: PathArgument, mode: number) => {
      return { job: 'chmod', args: [at(path), mode], syscall: 'chmod', path };
    }),
    fchmod: method(2, (fd: number, mode: number) => {
      return { job: 'fchmod', args: [opened(fd), mode], syscall: 'fchmod' };
    }),
    chown: chownOf('chown'),
    lchown: chownOf('lchown'),
    fchown: method(3, (fd: number, uid: number, gid: number) => {
      return { job: 'fchown', args: [opened(fd), uid, gid], syscall: 'fchown' };
    }),
    utimes: utimesOf('utimes', 'utime'),
    lutimes: utimesOf('lutimes', 'lutime'),
    futimes: method(3, (fd: number, atime: number, mtime: number) => {
      return {
        job: 'futimes',
        args: [opened(fd), timeOf(atime), timeOf(mtime)],
        syscall: 'futime',
      };
    }),
  };
};
