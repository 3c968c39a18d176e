import { readSandbox, readSandboxes } from '../build/read-sandboxes.ts';
import type { Sandbox } from '../notebook/sandbox.ts';

/** The sandbox that a page embeds; an unknown name fails the build and says which ones there are. */
export async function findSandbox(name: string, page: string): Promise<Sandbox> {
  const names = (await readSandboxes()).map((sandbox) => sandbox.name);
  if (names.includes(name)) return readSandbox(name);
  throw new Error(
    `The page "${page || 'index'}" embeds a sandbox "${name}", and there is no folder ` +
      `sandboxes/${name}. Correct the name in <Sandbox name="…" />: there are ${names.join(', ')}.`,
  );
}
