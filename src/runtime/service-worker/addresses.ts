/** The service worker's address: a path below the site's base. */

/** It stands at the site's root, for a worker governs what lies below it. */
export const WORKER_FILE = 'service-worker.js';

/** In the worker's address: it isolates every page, where it else isolates the frame alone. */
export const ISOLATES = 'isolates';
