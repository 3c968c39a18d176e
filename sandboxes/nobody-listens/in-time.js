// @ts-check
// This promise is rejected from the start. The handler comes a little later,
// yet before the queue of microtasks is empty.
import { customer } from './shop.js';

const lamp = Promise.reject(new Error('The lamp is sold out.'));
customer.mark('rejected');

await null;
lamp.catch(() => {
  customer.mark('heard');
  console.log('in time: I have heard of it');
});
