// A database from nothing, by initdb; and a process that ends when the database is closed.
import { PGlite } from '@electric-sql/pglite';

process.on('exit', (code) => console.log('exit', code));
const db = new PGlite();
console.log(db.ready);
await db.waitReady;
console.log(db.ready, (await db.query('SELECT 1 + 1 AS two')).rows);
console.log((await db.query('SELECT datname FROM pg_database ORDER BY oid')).rows);
await db.close();
