import type { HTMLAttributes } from 'preact';

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'node-sandbox': HTMLAttributes<HTMLElement> & {
        name: string;
        'data-state': string;
        'data-loading': string;
        'data-load-failed': string;
      };
      'kernel-lab': HTMLAttributes<HTMLElement> & {
        scene: string;
        'data-load-failed': string;
      };
    }
  }
}
