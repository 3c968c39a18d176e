/**
 * Globals of the browser that Node's lib replaces by its own or that boot.ts hides. Inside the
 * thread script these names always mean the browser's: the build puts
 * `const TextDecoder = globalThis.TextDecoder, …` around it (src/build/node/build-node.ts).
 */
export const NATIVE_GLOBALS = [
  'atob',
  'Blob',
  'BroadcastChannel',
  'btoa',
  'clearTimeout',
  'crypto',
  'DOMException',
  'Event',
  'EventTarget',
  'MessageChannel',
  'MessageEvent',
  'MessagePort',
  'navigator',
  'performance',
  'Promise',
  'Proxy',
  'queueMicrotask',
  'setTimeout',
  'structuredClone',
  'TextDecoder',
  'TextEncoder',
  'URL',
  'URLPattern',
  'WebAssembly',
] as const;
