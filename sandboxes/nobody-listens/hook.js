// @ts-check
// The process itself listens, in the place of all who do not.
import { customer, order } from './shop.js';

process.on('unhandledRejection', () => {
  customer.mark('told');
  console.log('hook: nobody listened, so I am told');
});
process.on('rejectionHandled', () => {
  customer.mark('late');
  console.log('hook: now somebody does, late');
});

const lamp = order('lamp', 60);
setTimeout(() => lamp.catch(() => {}), 120);
