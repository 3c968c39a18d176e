/** What the build takes out of the pinned Node binary. */
import type { NodeData } from '../../node/thread/lib.ts';
import type { Shape } from '../../node/thread/skeleton.ts';
import linux from './linux.json' with { type: 'json' };
import { assertPinnedNode, runWithInternals } from './pinned-node.ts';

export interface NodeDump {
  /** Source of every module of Node's lib by id, such as `internal/util/inspect`. */
  sources: Record<string, string>;
  data: NodeData;
}

type ObjectShape = Extract<Shape, { $: 'object' }>;

const member = (shape: Shape, name: string): ObjectShape =>
  (shape as ObjectShape).properties[name] as ObjectShape;

/**
 * The embedded Node is a Linux on x64 wherever the site is built: its files, signals and errors have
 * the numbers of linux.json, not those of the building machine.
 */
function asLinux({ sources, data }: NodeDump): NodeDump {
  const constants = data.skeleton['constants']!;
  member(constants, 'fs').properties = linux.fs;
  for (const [name, numbers] of Object.entries(linux.os)) {
    member(member(constants, 'os'), name).properties = numbers;
  }
  const uv = (data.skeleton['uv'] as ObjectShape).properties;
  for (const [code, number] of Object.entries(linux.errors)) uv[`UV_${code}`] = number;
  const errorMap = data.errorMap.map(([number, error]): (typeof data.errorMap)[number] => [
    (linux.errors as Record<string, number>)[error[0]] ?? number,
    error,
  ]);
  return { sources, data: { ...data, errorMap } };
}

/** Runs the pinned Node, which must be the one that runs the build. */
export async function extractNode(): Promise<NodeDump> {
  assertPinnedNode();
  const dump = await runWithInternals(new URL('./dump.ts', import.meta.url));
  return asLinux(JSON.parse(dump) as NodeDump);
}
