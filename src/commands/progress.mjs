/**
 * Runs another program and keeps the person informed. Plain JavaScript, because install.mjs needs
 * it on any Node from 20 on, before the pinned Node is there.
 */
import { spawn } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';

/** Milliseconds of silence before a line says that the work goes on. */
const SILENCE = 15_000;

/** @param {number} ms @returns {string} such as `4 s` or `2 min 5 s` */
export function duration(ms) {
  const seconds = Math.round(ms / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/**
 * @typedef {object} Finished
 * @property {number} code its exit code; 1 when it could not start or a signal ended it
 * @property {string} output stdout and stderr together, without colours
 * @property {number} ms how long it took
 */

/**
 * Runs a program without standard input. Its output is shown as it comes, unless `status` is given:
 * then that line is shown every 15 seconds instead. A program that falls silent gets such a line
 * too. One whose output is `hopeless` is ended.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{
 *   cwd?: string,
 *   env?: Record<string, string | undefined>,
 *   shell?: boolean,
 *   status?: (output: string) => string,
 *   hopeless?: (output: string) => boolean,
 * }} [options]
 * @returns {Promise<Finished>}
 */
export function run(command, args, { cwd, env, shell = false, status, hopeless } = {}) {
  return new Promise((resolve) => {
    const start = performance.now();
    let output = '';
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      shell,
      stdio: ['ignore', 'pipe', 'pipe'],
    });

    const remind = () => {
      const elapsed = duration(performance.now() - start);
      console.log(status ? `  ${status(output)}, ${elapsed}` : `  … still at it, ${elapsed}`);
    };
    const timer = setInterval(remind, SILENCE);
    const kill = (signal) => child.kill(signal);
    process.on('SIGINT', kill).on('SIGTERM', kill);

    const take = (stream, shown) => {
      stream.setEncoding('utf8').on('data', (text) => {
        output += stripVTControlCharacters(text);
        if (hopeless?.(output)) kill('SIGTERM');
        if (status) return;
        timer.refresh();
        shown.write(text);
      });
    };
    take(child.stdout, process.stdout);
    take(child.stderr, process.stderr);

    const end = (code) => {
      clearInterval(timer);
      process.off('SIGINT', kill).off('SIGTERM', kill);
      resolve({ code, output, ms: performance.now() - start });
    };
    child.on('error', (error) => {
      output += error.message;
      end(1);
    });
    child.on('close', (code) => end(code ?? 1));
  });
}

/**
 * Ends this program with one sentence.
 *
 * @param {string} sentence
 * @returns {never}
 */
export function fail(sentence) {
  console.error(`\n${sentence}`);
  process.exit(1);
}
