/** internalBinding('credentials'): src/node_credentials.cc. Everything belongs to one user. */
import type { BindingFactory } from '../thread/thread.ts';

export const UID = 1000;
export const GID = 1000;

export const credentials: BindingFactory = ({ process, skeleton }) => ({
  ...skeleton('credentials'),
  safeGetenv: (name: string) => process.env[name],
  getTempDir: () => process.env['TMPDIR'] ?? '/tmp',
  getuid: () => UID,
  geteuid: () => UID,
  getgid: () => GID,
  getegid: () => GID,
  getgroups: () => [GID],
});
