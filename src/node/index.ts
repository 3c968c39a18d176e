/**
 * What a page needs of the embedded Node. README.md says how it works, and how it is used on a page of
 * its own; nothing else of this folder is meant for others.
 */
export { bootNode } from './page/embedded-node.ts';
export type {
  BootNodeOptions,
  EmbeddedNode,
  NodeEvents,
  SpawnOptions,
} from './page/embedded-node.ts';
export type { NodeProcess } from './page/process.ts';
export type { DurableFile, FileTree, PageFiles } from './page/files.ts';
export type { NodeScripts } from './page/frame.ts';
export { thisPage, type FramePlace } from './page/frame-place.ts';
export { opaqueDocument } from './page/opaque-document.ts';
export { opaqueFrame } from './page/opaque-frame.ts';
export { inlineScript } from './page/inline-script.ts';
export { DiskBroker } from './page/disk.ts';
export type { DiskProblem, DiskReply, DiskRequest } from './disk/disk-protocol.ts';
export type { LoopEvent, LoopPhase } from './loop-events.ts';
export type { Endpoint } from './network/endpoint.ts';
