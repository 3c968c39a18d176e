// A job queue (pg-boss) on PostgreSQL in this process, behind an express server.
import { PGlite } from '@electric-sql/pglite';
import express from 'express';
import PgBoss from 'pg-boss';
import { dataDirectory } from '#postgres';

const db = await PGlite.create({ loadDataDir: await dataDirectory() });
const executeSql = async (text, values) => {
  if (values?.length) return db.query(text, values);
  const results = await db.exec(text);
  return { rows: results.flatMap(({ rows }) => rows) };
};
const boss = new PgBoss({ db: { executeSql }, supervise: false, schedule: false });
boss.on('error', (error) => console.log('error', error.message));
await boss.start();
await boss.createQueue('mail', { retryLimit: 1, retryDelay: 0 });

const app = express();
app.use(express.json());
app.post('/mail', async (request, response) => {
  const id = await boss.send('mail', request.body);
  response.status(202).json({ isId: /^[0-9a-f-]{36}$/.test(id) });
});
app.get('/mail', async (request, response) => {
  const query = `SELECT data->>'to' AS to, state, retry_count AS retries, output
    FROM pgboss.job WHERE name = 'mail' ORDER BY created_on`;
  response.json((await db.query(query)).rows);
});

const server = app.listen(0, async () => {
  const url = `http://localhost:${server.address().port}/mail`;
  for (const to of ['ann', 'bob', 'cho']) {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ to }),
    });
    console.log(to, response.status, await response.json());
  }
  const done = [];
  await new Promise((resolve) => {
    void boss.work('mail', { pollingIntervalSeconds: 0.5 }, async ([{ data }]) => {
      const isFirst = !done.includes(data.to);
      done.push(data.to);
      if (done.length === 4) resolve();
      if (data.to === 'bob' && isFirst) throw new Error('his mailbox was full');
    });
  });
  await boss.stop({ graceful: true, wait: true });
  console.log(done.sort());
  for (const { output, ...job } of await (await fetch(url)).json())
    console.log(job, output?.message);
  server.close();
  await db.close();
  console.log('closed');
});
