// What a worker opens and leaves open is closed when it has ended, unless that is not tracked.
const { Worker } = require('worker_threads');
const { once } = require('events');
const fs = require('fs');

const isOpen = (fd) => {
  try {
    fs.fstatSync(fd);
    return true;
  } catch ({ code }) {
    return code;
  }
};

/** Begins a worker that does `job`; what it warns of is printed. */
function start(job, options) {
  const source = `
    const fs = require('fs');
    const { parentPort, workerData } = require('worker_threads');
    const file = ${JSON.stringify(__filename)};
    process.on('warning', ({ message }) => parentPort.postMessage(message));
    (${job})();
  `;
  return new Worker(source, { eval: true, execArgv: ['--no-warnings'], ...options });
}
/* global fs, parentPort, workerData, file */
const opens = () => parentPort.postMessage(fs.openSync(file));
const opensLater = () => fs.open(file, (_error, fd) => parentPort.postMessage(fd));
const waits = () => {
  parentPort.postMessage(fs.openSync(file));
  parentPort.on('message', () => {});
};
const opensTwice = () => {
  parentPort.postMessage(fs.openSync(file));
  parentPort.once('message', () => fs.closeSync(fs.openSync(file)));
};
const closes = () => fs.closeSync(workerData);

async function main() {
  for (const [job, options] of [[opens], [opensLater], [opens, { trackUnmanagedFds: false }]]) {
    const worker = start(job, options);
    const [[fd]] = await Promise.all([once(worker, 'message'), once(worker, 'exit')]);
    const state = isOpen(fd);
    console.log(job.name, options, state);
    if (state === true) fs.closeSync(fd);
  }

  const waiting = start(waits);
  const [held] = await once(waiting, 'message');
  await waiting.terminate();
  console.log('terminated', isOpen(held));

  const twice = start(opensTwice);
  const [stolen] = await once(twice, 'message');
  fs.closeSync(stolen);
  twice.postMessage('');
  const [warning] = await once(twice, 'message');
  console.log(warning.replace(stolen, 'N'));

  const mine = fs.openSync(__filename);
  const [complaint] = await once(start(closes, { workerData: mine }), 'message');
  console.log(complaint.replace(mine, 'N'));
}
main();
