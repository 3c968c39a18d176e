// node:timers/promises, with cancellation.
import {
  setTimeout as sleep,
  setImmediate as immediate,
  setInterval as interval,
  scheduler,
} from 'node:timers/promises';
console.log(await sleep(5, 'slept'), await immediate('immediately'));
let n = 0;
for await (const value of interval(3, 'tick')) {
  console.log(value, ++n);
  if (n === 3) break;
}
const controller = new AbortController();
const aborted = sleep(1e6, null, { signal: controller.signal });
controller.abort();
try {
  await aborted;
} catch (error) {
  console.log(error.name, error.code, error.message);
}
await scheduler.wait(2);
await scheduler.yield();
console.log('unref does not hold');
sleep(1e6, null, { ref: false });
