/**
 * The script of the isolated frame. The frame and the page around it are in different agent
 * clusters and cannot touch each other's documents: what the page wants in here it asks for.
 */
import type { FrameLoaded, MakeFrame } from './messages.ts';
import { opaqueFrame } from '../../node/index.ts';

addEventListener('message', ({ source, origin, data, ports }: MessageEvent<MakeFrame>) => {
  if (source !== parent || origin !== location.origin || data.type !== 'make-frame') return;
  const { srcdoc, message } = data;
  document.body.append(
    opaqueFrame(srcdoc, (window) => window.postMessage(message, '*', [...ports])),
  );
});

const loaded: FrameLoaded = { type: 'isolated-frame', isolated: crossOriginIsolated };
parent.postMessage(loaded, location.origin);
