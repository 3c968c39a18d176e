/**
 * What makes a page cross-origin isolated, so that threads may share memory. Every server of the
 * site sends them: `npm start`, `npm run dev`, and hosts that read the files below. Where none
 * does, the service worker of src/runtime/isolation adds them.
 */
export const isolationHeaders = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'cross-origin',
} as const;

/** What isolates one frame and leaves the page around it as it is. Chromium alone knows it. */
export const frameIsolationHeaders = {
  'Document-Isolation-Policy': 'isolate-and-require-corp',
} as const;

/** The file `_headers` of Netlify and of Cloudflare Pages. `base` begins and ends with a slash. */
export function headersFile(base: string): string {
  const lines = Object.entries(isolationHeaders).map(([name, value]) => `  ${name}: ${value}`);
  return [`${base}*`, ...lines, ''].join('\n');
}

/** The file `vercel.json` of Vercel. `base` begins and ends with a slash. */
export function vercelFile(base: string): string {
  const headers = Object.entries(isolationHeaders).map(([key, value]) => ({ key, value }));
  const config = { trailingSlash: true, headers: [{ source: `${base}(.*)`, headers }] };
  return `${JSON.stringify(config, null, 2)}\n`;
}
