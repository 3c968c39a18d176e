import { hashedFolders } from '../runtime/isolation/addresses.ts';

/**
 * What makes a page cross-origin isolated, so that threads may share memory. Every server of the
 * site sends them: `npm start`, `npm run dev`, and hosts that read the files below. Where none
 * does, the service worker of src/runtime/service-worker adds them.
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

/** For those; all else is asked for anew each time. */
export const immutable = 'public, max-age=31536000, immutable';

/** The file `_headers` of Netlify and of Cloudflare Pages. `base` begins and ends with a slash. */
export function headersFile(base: string): string {
  const rule = (path: string, headers: Record<string, string>) =>
    [
      base + path,
      ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`),
      '',
    ].join('\n');
  return [
    rule('*', isolationHeaders),
    ...hashedFolders.map((folder) => rule(`${folder}/*`, { 'Cache-Control': immutable })),
  ].join('');
}

/** The file `vercel.json` of Vercel. `base` begins and ends with a slash. */
export function vercelFile(base: string): string {
  const rule = (path: string, headers: Record<string, string>) => ({
    source: base + path,
    headers: Object.entries(headers).map(([key, value]) => ({ key, value })),
  });
  const headers = [
    rule('(.*)', isolationHeaders),
    ...hashedFolders.map((folder) => rule(`${folder}/(.*)`, { 'Cache-Control': immutable })),
  ];
  return `${JSON.stringify({ trailingSlash: true, headers }, null, 2)}\n`;
}
