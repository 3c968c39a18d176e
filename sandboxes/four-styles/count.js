// @ts-check
import { readFileSync } from 'node:fs';

/**
 * Reads a program and counts what meets the eye: its lines without imports
 * and comments, how deep the deepest of them stands, and in how many places
 * it deals with an error.
 * @param {string} file
 */
export function count(file) {
  const lines = readFileSync(new URL(file, import.meta.url), 'utf8')
    .replace(/\/\*[^]*?\*\/|\/\/.*/g, '')
    .split('\n')
    .filter((line) => line.trim() && !line.startsWith('import'));
  const code = lines.join('\n');
  return {
    lines: lines.length,
    nesting: Math.max(...lines.map(depth)),
    errorPaths: code.match(/\bif \(error\)|\bcatch\b/g)?.length ?? 0,
  };
}

/**
 * By how many steps a line is indented.
 * @param {string} line
 */
function depth(line) {
  return line.replaceAll('\t', '  ').search(/\S/) / 2;
}
