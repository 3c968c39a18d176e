// @ts-check
import { get as request } from 'node:http';

/**
 * Asks, and calls back with the text of the answer. Or rather with what it
 * takes for it. What does Node call back with here, and how often?
 * @param {string} url
 * @param {(text: string) => void} callback
 */
export function get(url, callback) {
  request(url, (response) => {
    response.setEncoding('utf8');
    response.once('data', (text) => callback(text));
  });
}
