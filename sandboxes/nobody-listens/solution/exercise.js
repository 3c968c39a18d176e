// @ts-check
// Two orders at once. Both are listened to from the moment they are made:
// Promise.all awaits them together.
import { order } from './shop.js';

try {
  const orders = [order('sofa', 120), order('lamp', 60)];
  for (const goods of await Promise.all(orders)) {
    console.log(`your turn: ${goods}`);
  }
} catch (/** @type {any} */ error) {
  console.log(`your turn: caught. ${error.message}`);
}
