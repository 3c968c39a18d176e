/** @lifo-sh/core as its README shows it: `node` is a command of its shell. */
// @ts-expect-error -- installed into .cache (install.ts)
import { Sandbox } from '@lifo-sh/core';

export async function start(source: string, onOutput: (text: string) => void): Promise<void> {
  const sandbox = await Sandbox.create();
  await sandbox.fs.writeFile('index.cjs', source);
  await sandbox.commands.run('node index.cjs', { onStdout: onOutput, onStderr: onOutput });
}
