export let count = 0;
export function increment() {
  count++;
}
export const constant = Object.freeze({ a: 1 });
