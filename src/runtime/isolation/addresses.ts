/** Where the build puts the parts that isolate a site on any host: paths below its base. */

/** The service worker. It stands at the site's root, for a worker governs what lies below it. */
export const WORKER_FILE = 'isolation-worker.js';

/** The folder of the one frame that the worker isolates; the worker's narrow scope. */
export const FRAME_FOLDER = '_isolated/';
