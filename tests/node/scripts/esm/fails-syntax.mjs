// A syntax error in an imported module, with its line and caret.
import { writeFileSync } from 'node:fs';

const file = new URL('./broken.mjs', import.meta.url);
writeFileSync(file, 'export const a = 1;\nconst object = { a b };\n');
await import(file);
