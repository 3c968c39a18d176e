/** internalBinding('wasm_web_api'): src/node_wasm_web_api.cc. Streaming compilation is left out. */
import type { BindingFactory } from '../thread/thread.ts';

export const wasmWebApi: BindingFactory = () => ({ setImplementation() {} });
