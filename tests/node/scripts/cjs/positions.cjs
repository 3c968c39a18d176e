// Lines and columns of stack frames in code with awaits.
const frames = (error) =>
  error.stack
    .split('\n')
    .slice(1, 4)
    .map((line) => line.replace(__dirname, '.').trim());

async function outer(x) {
  await null;
  const y = await inner(await x, await x);
  return y;
}
async function inner(a, b) {
  for await (const c of [a]) {
    await c;
    throw new Error(`in ${b}`);
  }
}
outer(1).catch((error) => console.log(frames(error)));
(async () => {
  try {
    await (async () => {
      await 0;
      null.property;
    })();
  } catch (error) {
    console.log(error.message, frames(error));
  }
})();
setTimeout(async () => {
  await null;
  console.log(frames(new Error('timer')).slice(0, 1));
}, 1);
console.log(frames(new Error('sync')));
class Thing {
  static async make() {
    await undefined;
    return new this().method();
  }
  async method() {
    await 1;
    throw new RangeError('method');
  }
}
Thing.make().catch((error) => console.log(frames(error)));
