// @ts-check
import { appendFileSync, existsSync, readFileSync } from 'node:fs';

/**
 * Sends the mail that a job is about. A model: the mails that have been
 * sent are the lines of a file, each the number of its job.
 * It is idempotent: for a job whose mail is out it does nothing.
 * @param {string} mails the file's path; it need not exist yet
 * @param {number} job
 */
export function sendMail(mails, job) {
  const sent = existsSync(mails) ? readFileSync(mails, 'utf8') : '';
  if (sent.split('\n').includes(String(job))) return;
  appendFileSync(mails, `${job}\n`);
}
