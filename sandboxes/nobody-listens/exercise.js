// @ts-check
// Two orders at once. The lamp is refused while the sofa is being awaited.
// There is a catch; let it hear of the lamp.
import { order } from './shop.js';

const sofa = order('sofa', 120);
const lamp = order('lamp', 60);

try {
  console.log(`your turn: ${await sofa}`);
  console.log(`your turn: ${await lamp}`);
} catch (/** @type {any} */ error) {
  console.log(`your turn: caught. ${error.message}`);
}
