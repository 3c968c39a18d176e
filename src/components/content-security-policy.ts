import type { Settings } from '../runtime/settings.ts';

const webContainerHosts = [
  'https://stackblitz.com',
  'https://*.stackblitz.io',
  'https://*.webcontainer.io',
  'https://*.webcontainer-api.io',
];

/**
 * What a page may put into frames: itself (reader code runs in `srcdoc` frames, previews in blobs)
 * and the WebContainer's hosts, where that may run. Reader code can make its own frame go elsewhere,
 * and that would be a way out for whatever it holds: this policy, which binds the frame's navigations
 * too, closes it.
 */
export function contentSecurityPolicy({ runtime }: Pick<Settings, 'runtime'>): string {
  const hosts = runtime === 'embedded-only' ? [] : webContainerHosts;
  return `frame-src ${["'self'", 'blob:', ...hosts].join(' ')}; object-src 'none'`;
}
