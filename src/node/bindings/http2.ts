/** internalBinding('http2') (src/node_http2.cc): HTTP/2 over sockets of the loopback network. */
import type { BindingFactory } from '../thread/thread.ts';
import { packSettings } from '../http2/frames.ts';
import { ERRORS } from './http2/error-strings.ts';
import { createHttp2Session, type Callbacks } from './http2/session.ts';
import { readSettings, refreshDefaults } from './http2/settings.ts';
import { createHttp2Stream } from './http2/stream.ts';

/** In the order in which lib hands them over. */
const CALLBACKS = [
  'onSessionInternalError',
  'onPriority',
  'onSettings',
  'onPing',
  'onHeaders',
  'onFrameError',
  'onGoaway',
  'onAltSvc',
  'onOrigin',
  'onStreamTrailers',
  'onStreamClose',
];

export const http2: BindingFactory = (thread) => {
  const binding = thread.skeleton('http2');
  const { Buffer } = thread.require('buffer');
  const callbacks: Callbacks = {};
  const Http2Stream = createHttp2Stream(thread, binding['streamState']);
  const settingsBuffer = binding['settingsBuffer'] as Uint32Array;
  return {
    ...binding,
    Http2Session: createHttp2Session(thread, binding, callbacks, Http2Stream),
    Http2Stream,
    setCallbackFunctions(...functions: Callbacks[string][]): void {
      CALLBACKS.forEach((name, i) => (callbacks[name] = functions[i]!));
    },
    nghttp2ErrorString: (code: number) => ERRORS[code] ?? 'Unknown error code',
    refreshDefaultSettings: () => refreshDefaults(settingsBuffer),
    packSettings: () => Buffer.from(packSettings(readSettings(settingsBuffer))),
  };
};
