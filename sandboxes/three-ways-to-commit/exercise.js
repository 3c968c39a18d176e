// @ts-check

/**
 * Settles when `count` of the replicas have acknowledged.
 * @param {number} count
 * @param {Promise<string>[]} replies
 */
export async function acknowledgedBy(count, replies) {
  for (const reply of replies.slice(0, count)) await reply;
}
