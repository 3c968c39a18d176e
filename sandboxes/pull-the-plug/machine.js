// @ts-check
// A machine for PostgreSQL to run on: a model. What it has written is in the
// page cache. What it has fsynced is on the disk too, and nothing else is.
import { EmscriptenBuiltinFilesystem } from '@electric-sql/pglite/basefs';

const DATA = '/pglite/data';

/**
 * Contents of files by their paths; a folder has none.
 * @typedef {Map<string, Uint8Array | null>} Files
 */

export class Machine extends EmscriptenBuiltinFilesystem {
  /** @type {Files} */
  disk;
  #onFsync;
  #fsyncs = 0;

  /**
   * @param {() => void} [onFsync] is called at each
   * @param {Files} [disk] what is on the disk when it is switched on
   */
  constructor(onFsync, disk = new Map()) {
    super();
    this.#onFsync = onFsync;
    this.disk = disk;
  }

  /**
   * PGlite calls this before PostgreSQL starts: the disk is read.
   * @override
   */
  async initialSyncFs() {
    for (const [path, contents] of this.disk) {
      if (contents) this.files.writeFile(path, contents);
      else this.files.mkdirTree(path);
    }
  }

  /** All that is there now is on the disk, and from now on what is fsynced. */
  watch() {
    this.disk = this.pageCache();
    const { object } = this.files.analyzePath(`${DATA}/PG_VERSION`);
    object.stream_ops.fsync = (/** @type {any} */ { node }) => {
      this.disk.set(this.files.getPath(node), copyOf(node));
      this.#fsyncs += 1;
      this.#onFsync?.();
      return 0;
    };
  }

  /** How many fsyncs there were since this was last asked. */
  takeFsyncs() {
    const count = this.#fsyncs;
    this.#fsyncs = 0;
    return count;
  }

  /** What has been written: a process may end, and this stays. */
  pageCache() {
    /** @type {Files} */
    const copy = new Map();
    const add = (/** @type {any} */ folder) => {
      copy.set(this.files.getPath(folder), null);
      for (const node of Object.values(folder.contents)) {
        if (this.files.isDir(node.mode)) add(node);
        else copy.set(this.files.getPath(node), copyOf(node));
      }
    };
    add(this.files.analyzePath(DATA).object);
    return copy;
  }

  /** PGlite keeps its files in memory, by way of Emscripten. @returns {any} */
  get files() {
    return this.pg?.Module.FS;
  }
}

/** @param {{ contents: Uint8Array, usedBytes: number }} node */
function copyOf({ contents, usedBytes }) {
  return contents.slice(0, usedBytes);
}
