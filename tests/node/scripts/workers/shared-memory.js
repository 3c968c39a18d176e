// Threads that share memory: a counter, a lock with wait and notify, waitAsync.
const { Worker, isMainThread, workerData, parentPort } = require('worker_threads');
if (isMainThread) {
  const shared = new SharedArrayBuffer(16);
  const [COUNT, LOCK, UNSAFE] = [0, 1, 2];
  const cells = new Int32Array(shared);
  let left = 3;
  for (let i = 0; i < 3; i++) {
    new Worker(__filename, { workerData: { shared, COUNT, LOCK, UNSAFE } }).on('exit', (code) => {
      if (--left === 0) console.log('counted', cells[COUNT], 'under the lock', cells[UNSAFE], code);
    });
  }
  const { async, value } = Atomics.waitAsync(cells, 3, 0);
  console.log('async', async, value instanceof Promise);
  value.then((result) => console.log('waitAsync', result));
  setTimeout(() => console.log('notified', Atomics.notify(cells, 3)), 20);
} else {
  const { shared, COUNT, LOCK, UNSAFE } = workerData;
  const cells = new Int32Array(shared);
  for (let i = 0; i < 1000; i++) {
    Atomics.add(cells, COUNT, 1);
    while (Atomics.compareExchange(cells, LOCK, 0, 1) !== 0) Atomics.wait(cells, LOCK, 1);
    cells[UNSAFE] = cells[UNSAFE] + 1;
    Atomics.store(cells, LOCK, 0);
    Atomics.notify(cells, LOCK, 1);
  }
}
