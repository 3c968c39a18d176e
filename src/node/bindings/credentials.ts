/**
 * internalBinding('credentials'): src/node_credentials.cc. Everything belongs to one user, who may
 * not become another.
 */
import type { BindingFactory, Thread } from '../thread/thread.ts';

export const UID = 1000;
export const GID = 1000;

/** What every system has of /etc/passwd and /etc/group. */
const USERS: Record<string, number> = { root: 0, daemon: 1, nobody: 65534, user: UID };
const GROUPS: Record<string, number> = { root: 0, daemon: 1, nogroup: 65534, user: GID };

type Id = number | string;

function idIn(names: Record<string, number>, id: Id): number | undefined {
  return typeof id === 'number' ? id : names[id];
}

/** setuid(2) and its like: 1 if the name is unknown. Throws EPERM for whom this process is not. */
function setter(thread: Thread, syscall: string, names: Record<string, number>, own: number) {
  return (id: Id): number => {
    const number = idIn(names, id);
    if (number === undefined) return 1;
    if (number !== own) throw thread.errnoException('EPERM', syscall);
    return 0;
  };
}

export const credentials: BindingFactory = (thread) => ({
  ...thread.skeleton('credentials'),
  safeGetenv: (name: string) => thread.process.env[name],
  getTempDir() {
    const { TMPDIR, TMP, TEMP } = thread.process.env;
    const folder: string = TMPDIR || TMP || TEMP || '/tmp';
    return folder.length > 1 && folder.endsWith('/') ? folder.slice(0, -1) : folder;
  },
  getuid: () => UID,
  geteuid: () => UID,
  getgid: () => GID,
  getegid: () => GID,
  getgroups: () => [GID],
  setuid: setter(thread, 'setuid', USERS, UID),
  seteuid: setter(thread, 'seteuid', USERS, UID),
  setgid: setter(thread, 'setgid', GROUPS, GID),
  setegid: setter(thread, 'setegid', GROUPS, GID),
  setgroups(groups: Id[]) {
    const unknown = groups.findIndex((group) => idIn(GROUPS, group) === undefined);
    if (unknown >= 0) return unknown + 1;
    throw thread.errnoException('EPERM', 'setgroups');
  },
  initgroups(user: Id, group: Id) {
    const isUser = typeof user === 'string' || Object.values(USERS).includes(user);
    if (!isUser) return 1;
    if (idIn(GROUPS, group) === undefined) return 2;
    throw thread.errnoException('EPERM', 'initgroups');
  },
});
