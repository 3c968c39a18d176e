import { inlineScript } from './inline-script.ts';

/** Inherited by the frame's blob workers: whatever the reader's code does, nothing gets out. */
const POLICY =
  "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval' blob:; worker-src blob:; connect-src 'none'";

/** The document of an opaque frame without network in which `script` runs. */
export function opaqueDocument(script: string): string {
  return `<!doctype html><meta http-equiv="Content-Security-Policy" content="${POLICY}"><script>${inlineScript(script)}</script>`;
}
