// run: {"env": {"UV_THREADPOOL_SIZE": "1"}}
// One worker: files, crypto and names wait in one line, and come back as they were asked for.
const crypto = require('node:crypto');
const dns = require('node:dns');
const fs = require('node:fs');
const { Worker } = require('node:worker_threads');

const order = [];
const slow = (done) => crypto.pbkdf2('password', 'salt', 30_000, 64, 'sha512', done);
const jobs = {
  'readFile, quick': (done) => fs.readFile(__filename, done),
  'pbkdf2, slow': slow,
  'readFile after it': (done) => fs.readFile(__filename, done),
  randomBytes: (done) => crypto.randomBytes(8, done),
  stat: (done) => fs.stat(__filename, done),
  'access that fails': (done) => fs.access('none', done),
  scrypt: (done) => crypto.scrypt('password', 'salt', 16, { N: 1024 }, done),
  'subtle.digest': (done) => crypto.subtle.digest('SHA-256', Buffer.from('x')).then(done),
  hkdf: (done) => crypto.hkdf('sha256', 'key', 'salt', 'info', 16, done),
  generateKey: (done) => crypto.generateKey('hmac', { length: 64 }, done),
  randomInt: (done) => crypto.randomInt(5, done),
  mkdir: (done) => fs.mkdir('made', done),
  'promises.rmdir': (done) => fs.promises.rmdir('made').then(done),
  writeFile: (done) => fs.writeFile('written', 'x', done),
  opendir: (done) => fs.opendir('.', done),
  lookup: (done) => dns.lookup('localhost', done),
  lookupService: (done) => dns.lookupService('127.0.0.1', 80, done),
};

const all = Object.entries(jobs).map(
  ([name, start]) => new Promise((resolve) => start(() => resolve(order.push(name)))),
);
order.push('all asked for');
Promise.all(all).then(() => {
  console.log(order.join('\n'));
  sharedByThreads();
});

/** The pool is the process's: a worker thread's file waits behind the main thread's key. */
function sharedByThreads() {
  const source = `const { parentPort } = require('node:worker_threads');
    parentPort.once('message', () => {
      require('node:fs').stat('.', () => parentPort.postMessage('the thread has its stat'));
    });
    parentPort.postMessage('the thread is there');`;
  const worker = new Worker(source, { eval: true });
  const said = [];
  worker.on('message', (text) => {
    said.push(text);
    if (said.length > 1) return;
    slow(() => said.push('the main thread has its key'));
    worker.postMessage('go');
  });
  worker.on('exit', () => console.log(said.join('\n')));
}
