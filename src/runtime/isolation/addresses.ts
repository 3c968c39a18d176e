/** Where the build puts the parts that hold strangers' code on any host: paths below its base. */

/** The service worker. It stands at the site's root, for a worker governs what lies below it. */
export const WORKER_FILE = 'isolation-worker.js';

/** The folder of the frame that the embedded Node is in; the service worker's narrow scope. */
export const FRAME_FOLDER = '_isolated/';

/** The folder of the frame that a page of a server in the embedded Node is in. */
export const PREVIEW_FOLDER = '_preview/';
