/** internalBinding('os'): src/node_os.cc. The machine is a small Linux; load and times are 0. */
import { HOSTNAME } from '../network/names.ts';
import type { BindingFactory } from '../thread/thread.ts';
import { GID, UID } from './credentials.ts';

const MEMORY = 4 * 2 ** 30;
/** The netmask of one IPv6 address. */
const IPV6_HOST_MASK = new Array<string>(8).fill('ffff').join(':');
const CPU_MODEL = 'browser';

/** What lib makes a SystemError of. */
interface ErrorContext {
  errno?: number;
  code?: string;
  message?: string;
  syscall?: string;
}

export const os: BindingFactory = (thread) => {
  const { process, skeleton } = thread;
  /** The process's nice value. Nothing here heeds it. */
  let priority = 0;
  /** Only this process can be asked about: false, and why, of any other. */
  const isThisProcess = (pid: number, syscall: string, context: ErrorContext): boolean => {
    if (pid === 0 || pid === thread.init.pid) return true;
    const message = 'no such process';
    Object.assign(context, { errno: thread.errno('ESRCH'), code: 'ESRCH', message, syscall });
    return false;
  };
  const parallelism = navigator.hardwareConcurrency;
  const home = () => process.env['HOME'] ?? '/home/user';
  return {
    ...skeleton('os'),
    getHostname: () => HOSTNAME,
    getLoadAvg: (load: Float64Array) => load.fill(0),
    getUptime: () => performance.now() / 1000,
    getTotalMem: () => MEMORY,
    getFreeMem: () => MEMORY / 2,
    /** Per processor: model, speed (MHz), and times (ms) user, nice, sys, idle, irq. */
    getCPUs: () => Array.from({ length: parallelism }, () => [CPU_MODEL, 0, 0, 0, 0, 0, 0]).flat(),
    getInterfaceAddresses: () => [
      ...['lo', '127.0.0.1', '255.0.0.0', 'IPv4', '00:00:00:00:00:00', true, -1],
      ...['lo', '::1', IPV6_HOST_MASK, 'IPv6', '00:00:00:00:00:00', true, 0],
    ],
    getHomeDirectory: home,
    getUserInfo(options: { encoding?: string } | null) {
      const encode = (text: string): unknown =>
        options?.encoding === 'buffer' ? thread.require('buffer').Buffer.from(text) : text;
      const [username, homedir, shell] = ['user', home(), '/bin/sh'].map(encode);
      return { uid: UID, gid: GID, username, homedir, shell };
    },
    getPriority: (pid: number, context: ErrorContext) =>
      isThisProcess(pid, 'uv_os_getpriority', context) ? priority : undefined,
    setPriority(pid: number, value: number, context: ErrorContext) {
      if (!isThisProcess(pid, 'uv_os_setpriority', context)) return context.errno;
      priority = value;
      return 0;
    },
    getAvailableParallelism: () => parallelism,
    /** sysname, version, release, machine. */
    getOSInformation: () => ['Linux', '#1 SMP', '6.1.0', 'x86_64'],
  };
};
