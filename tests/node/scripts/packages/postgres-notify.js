// LISTEN and NOTIFY: only after the commit, once for equal messages, not after UNLISTEN.
import { PGlite } from '@electric-sql/pglite';
import { dataDirectory } from '#postgres';

const db = await PGlite.create({ loadDataDir: await dataDirectory() });
const events = [];
const stop = await db.listen('jobs', (payload) => events.push(payload));
const stopAll = db.onNotification((channel, payload) => events.push(`${channel}: ${payload}`));

await db.transaction(async (tx) => {
  await tx.query("SELECT pg_notify('jobs', 'in a transaction')");
  await tx.query("SELECT pg_notify('jobs', 'in a transaction')");
  console.log('before the commit', events);
});
await db.query('SELECT 1');
console.log('after it', events.splice(0));

await db.transaction(async (tx) => {
  await tx.query("SELECT pg_notify('jobs', 'rolled back')");
  await tx.rollback();
});
await db.exec("NOTIFY jobs; NOTIFY jobs, 'one'; NOTIFY other, 'nobody listens'");
await new Promise((resolve) => setImmediate(resolve));
console.log(events.splice(0));

const answer = Promise.withResolvers();
await db.listen('answers', answer.resolve);
await db.query("NOTIFY answers, '동기'");
console.log(await answer.promise, events.splice(0));

await stop();
await db.query("NOTIFY jobs, 'too late'");
await new Promise((resolve) => setImmediate(resolve));
console.log(events.splice(0));
stopAll();
await db.close();
