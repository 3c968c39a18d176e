/** Boots the embedded Node as any page may: by its own entry, with nothing of this site. */
import { scripts } from 'virtual:in-step/embedded-node';
import { bootNode, type EmbeddedNode, type NodeScripts } from '../../../src/node/index.ts';

export function boot(): Promise<EmbeddedNode> {
  const { disk, ...urls } = scripts;
  const fetched = Object.entries(urls).map(([name, url]) => [
    name,
    fetch(url).then((response) => response.blob()),
  ]);
  return bootNode({ scripts: Object.fromEntries(fetched) as NodeScripts, diskScript: disk });
}
