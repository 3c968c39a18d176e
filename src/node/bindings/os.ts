/** internalBinding('os'): src/node_os.cc. The machine is a small Linux; load and times are 0. */
import { HOSTNAME } from '../network/names.ts';
import type { BindingFactory } from '../thread/thread.ts';
import { GID, UID } from './credentials.ts';

const MEMORY = 4 * 2 ** 30;
const CPU_MODEL = 'browser';

export const os: BindingFactory = ({ process, skeleton }) => {
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
    ],
    getHomeDirectory: home,
    getUserInfo: () => ({
      uid: UID,
      gid: GID,
      username: 'user',
      homedir: home(),
      shell: '/bin/sh',
    }),
    getPriority: () => 0,
    setPriority: () => 0,
    getAvailableParallelism: () => parallelism,
    /** sysname, version, release, machine. */
    getOSInformation: () => ['Linux', '#1 SMP', '6.1.0', 'x86_64'],
  };
};
