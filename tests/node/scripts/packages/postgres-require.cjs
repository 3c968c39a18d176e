// The CommonJS build of PGlite.
const { PGlite } = require('@electric-sql/pglite');

import('#postgres').then(async ({ dataDirectory }) => {
  const db = new PGlite({ loadDataDir: await dataDirectory() });
  console.log(db instanceof PGlite, (await db.query('SELECT $1::text AS text', ['동기'])).rows);
  await db.close();
});
