const target = new EventTarget();
const handler = { handleEvent: (event) => console.log('object', event.type) };
target.addEventListener('e', handler);
target.addEventListener(
  'e',
  (event) => console.log('function', event.type, event.target === target, event.cancelable),
  { once: true },
);
const event = new Event('e', { cancelable: true });
console.log(target.dispatchEvent(event), target.dispatchEvent(new Event('e')));
target.addEventListener('p', (event) => event.preventDefault());
console.log(target.dispatchEvent(new Event('p', { cancelable: true })));
console.log(new CustomEvent('c', { detail: { a: 1 } }).detail, new Event('x').timeStamp > 0);
process.on('uncaughtException', (error) => console.log('uncaught', error.message));
target.addEventListener('t', () => {
  throw new Error('in a listener');
});
target.addEventListener('t', () => console.log('the next listener still runs'));
target.dispatchEvent(new Event('t'));
console.log('after dispatch');
target.addEventListener('async', async () => {
  throw new Error('async listener');
});
target.dispatchEvent(new Event('async'));
