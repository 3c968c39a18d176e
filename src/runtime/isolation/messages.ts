/** What the page and the isolated frame say to each other; both are of the site's origin. */

/** Frame → page, once. */
export interface FrameLoaded {
  type: 'isolated-frame';
  /** Whether the frame is cross-origin isolated. */
  isolated: boolean;
}

/** Page → frame, with a MessagePort: make an opaque frame, and hand `message` and the port to it. */
export interface MakeFrame {
  type: 'make-frame';
  srcdoc: string;
  message: unknown;
}
