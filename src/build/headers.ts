/**
 * What makes a page cross-origin isolated, so that threads may share memory. Every server of the
 * site sends them: `npm start`, `npm run dev`, and the header files for hosts.
 */
export const isolationHeaders = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'cross-origin',
} as const;
