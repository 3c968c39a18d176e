// Functions print as they were written.
async function plain(a) {
  for await (const x of a) await (x, 1);
  return import('node:fs');
}
const method = {
  async *generate() {
    yield await 1;
    return 2;
  },
}.generate;
console.log(String(plain), String(method), `${async () => await 5}`);
console.log(
  String((x) => x),
  Function.prototype.toString.toString(),
  Promise.prototype.then.toString(),
);
