/**
 * What a page may put into frames: itself (reader code runs in `srcdoc` frames, previews in blobs)
 * and the WebContainer's hosts. Reader code can make its own frame go elsewhere, and that would be
 * a way out for whatever it holds: this policy, which binds the frame's navigations too, closes it.
 */
export const contentSecurityPolicy = [
  "frame-src 'self' blob: https://stackblitz.com https://*.stackblitz.io https://*.webcontainer.io https://*.webcontainer-api.io",
  "object-src 'none'",
].join('; ');
