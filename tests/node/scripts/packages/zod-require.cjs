const { z } = require('zod');
console.log(z.string().safeParse(1).error.issues);
console.log(
  Object.keys(require('zod/mini').z).length > 50,
  require.resolve('zod').endsWith('.cjs'),
);
