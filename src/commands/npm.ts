import { join } from 'node:path';
import { run, type Finished } from './progress.mjs';

const root = join(import.meta.dirname, '../..');

/** Runs a script of package.json, by the npm that runs this program or the one on the PATH. */
export function runScript(name: string, env: Record<string, string> = {}): Promise<Finished> {
  const args = ['run', '--silent', name];
  const options = { cwd: root, env: { ASTRO_TELEMETRY_DISABLED: '1', ...env } };
  const { npm_execpath: cli, npm_node_execpath: node } = process.env;
  return cli
    ? run(node ?? process.execPath, [cli, ...args], options)
    : run('npm', args, { ...options, shell: process.platform === 'win32' });
}
