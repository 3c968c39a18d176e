/** What the build takes out of the pinned Node binary. */
import type { NodeData } from '../../node/thread/lib.ts';
import { assertPinnedNode, runWithInternals } from './pinned-node.ts';

export interface NodeDump {
  /** Source of every module of Node's lib by id, such as `internal/util/inspect`. */
  sources: Record<string, string>;
  data: NodeData;
}

export async function extractNode(): Promise<NodeDump> {
  assertPinnedNode();
  return JSON.parse(await runWithInternals(new URL('./dump.ts', import.meta.url)));
}
