// A worker whose top-level await never settles ends with exit code 13, however it was begun.
const { Worker } = require('worker_threads');
const fs = require('fs');

fs.writeFileSync('unsettled.mjs', 'await new Promise(() => {});');
const code = (worker) =>
  new Promise((resolve) => {
    worker.on('error', (error) => console.log('error', error?.message));
    worker.on('exit', resolve);
  });
const url = (source) => new URL(`data:text/javascript,${source}`);

async function main() {
  console.log('file', await code(new Worker('./unsettled.mjs', { stderr: true })));
  for (const source of ['new Promise(()=>{})', 'Promise.resolve()', 'Promise.reject()']) {
    console.log(source, await code(new Worker(url(`await ${source}`), { stderr: true })));
  }
}
main();
