// @ts-check
import { get as request } from 'node:http';

/**
 * Asks, and calls back with the text of the answer once all of it is there.
 * @param {string} url
 * @param {(text: string) => void} callback
 */
export function get(url, callback) {
  request(url, (response) => {
    let text = '';
    response.setEncoding('utf8');
    response.on('data', (piece) => (text += piece));
    response.on('end', () => callback(text));
  });
}
