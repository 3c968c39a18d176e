// @ts-check
/**
 * What is added to the environment in which the program starts. With which
 * variable of Node's does the file no longer wait for a hash?
 * @type {Record<string, string>}
 */
export const environment = {};
