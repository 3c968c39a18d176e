// @ts-check
import { appendFileSync } from 'node:fs';

/**
 * Sends the mail that a job is about. A model: the mails that have been
 * sent are the lines of a file, each the number of its job.
 * Your turn: after a crash this may be called for the same job again.
 * @param {string} mails the file's path; it need not exist yet
 * @param {number} job
 */
export function sendMail(mails, job) {
  appendFileSync(mails, `${job}\n`);
}
