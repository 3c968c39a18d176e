// No package.json says what this is: its syntax does.
import { sep } from 'node:path';

console.log(
  sep,
  typeof require,
  import.meta.filename.endsWith('detected.js'),
  await Promise.resolve('awaited'),
);
