// Functions print as they were written, in modules as well.
import { count } from './_counter.mjs';

export default async function () {
  await count;
  return { count, url: import.meta.url.length > 0 };
}
export const arrow = async () => [await count, count];
import('./function-text.mjs').then((self) => console.log(String(self.default), String(arrow)));
