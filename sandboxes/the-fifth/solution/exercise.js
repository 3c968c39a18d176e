// @ts-check
/**
 * What is added to the environment in which the program starts: its pool
 * is to have a fifth thread.
 * @type {Record<string, string>}
 */
export const environment = { UV_THREADPOOL_SIZE: '5' };
