import { join } from 'node:path';
import { run, type Finished } from './progress.mjs';

const root = join(import.meta.dirname, '../..');

/** Runs npm: the one that runs this program or the one on the PATH. */
export function runNpm(
  args: string[],
  cwd: string,
  env: Record<string, string> = {},
): Promise<Finished> {
  const { npm_execpath: cli, npm_node_execpath: node } = process.env;
  return cli
    ? run(node ?? process.execPath, [cli, ...args], { cwd, env })
    : run('npm', args, { cwd, env, shell: process.platform === 'win32' });
}

/** Runs a script of package.json. */
export function runScript(name: string, env: Record<string, string> = {}): Promise<Finished> {
  return runNpm(['run', '--silent', name], root, { ASTRO_TELEMETRY_DISABLED: '1', ...env });
}
