// An error thrown at the top level of a module, after an await.
import { increment } from './_counter.mjs';

async function inner() {
  await null;
  increment.nothing();
}
await inner();
