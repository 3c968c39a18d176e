/** Linux's numbers for file types, modes and open flags (what `fs.constants` holds on Linux). */

export const S_IFMT = 0o170000;
export const S_IFIFO = 0o010000;
export const S_IFCHR = 0o020000;
export const S_IFDIR = 0o040000;
export const S_IFREG = 0o100000;
export const S_IFLNK = 0o120000;
export const S_IFSOCK = 0o140000;
export const PERMISSION_BITS = 0o7777;
export const S_ISUID = 0o4000;
export const S_ISGID = 0o2000;

export const O_ACCMODE = 0o3;
export const O_RDONLY = 0o0;
export const O_WRONLY = 0o1;
export const O_RDWR = 0o2;
export const O_CREAT = 0o100;
export const O_EXCL = 0o200;
export const O_TRUNC = 0o1000;
export const O_APPEND = 0o2000;
export const O_DSYNC = 0o10000;
export const O_DIRECTORY = 0o200000;
export const O_NOFOLLOW = 0o400000;

/** Bits of access(2); the same bits say what of an inode's `rwx` an operation needs. */
export const R_OK = 4;
export const W_OK = 2;
export const X_OK = 1;

/** copyfile's flags. */
export const COPYFILE_EXCL = 1;
export const COPYFILE_FICLONE_FORCE = 4;

/** libuv's uv_dirent_type_t. */
export const UV_DIRENT_FILE = 1;
export const UV_DIRENT_DIR = 2;
export const UV_DIRENT_LINK = 3;
export const UV_DIRENT_FIFO = 4;
export const UV_DIRENT_SOCKET = 5;
export const UV_DIRENT_CHAR = 6;

export const NAME_MAX = 255;
export const PATH_MAX = 4096;
/** How many symbolic links one lookup follows before ELOOP. */
export const SYMLINK_MAX = 40;
/** The largest file: what one ArrayBuffer surely holds. */
export const FILE_SIZE_MAX = 2 ** 31 - 1;
