// @ts-check
// handle asks load, load asks query, and query fails. Four ways to write it:
// which of the three does the error know of?
import { setTimeout as pause } from 'node:timers/promises';

await awaited().catch((error) => show('await', error));
await returned().catch((error) => show('return', error));
await chained().catch((error) => show('then', error));
calledBack((error) => show('callback', error));

function awaited() {
  return handle();

  async function handle() {
    return await load();
  }
  async function load() {
    return await query();
  }
  async function query() {
    await pause(5);
    throw new Error('There is no such row.');
  }
}

function returned() {
  return handle();

  async function handle() {
    return await load();
  }
  async function load() {
    await pause(5);
    return query(); // no await
  }
  async function query() {
    await pause(5);
    throw new Error('There is no such row.');
  }
}

function chained() {
  return handle();

  function handle() {
    return load().then((row) => row);
  }
  function load() {
    return pause(5).then(query);
  }
  function query() {
    throw new Error('There is no such row.');
  }
}

/** @param {(error: Error) => void} done */
function calledBack(done) {
  handle();

  function handle() {
    load();
  }
  function load() {
    setTimeout(query, 5);
  }
  function query() {
    done(new Error('There is no such row.'));
  }
}

/**
 * Which of the three functions stand in the error's stack, innermost first.
 * @param {string} way
 * @param {Error} error
 */
function show(way, error) {
  const names = [
    ...String(error.stack).matchAll(
      /^ +at (?:async |Timeout\.)?(handle|load|query)\b/gm,
    ),
  ].map(([, name]) => name);
  console.log(`${way}: ${names.join(' < ')}`);
}
