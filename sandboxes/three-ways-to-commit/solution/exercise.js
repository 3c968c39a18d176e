// @ts-check

/**
 * Settles when `count` of the replicas have acknowledged, whichever.
 * @param {number} count
 * @param {Promise<string>[]} replies
 */
export function acknowledgedBy(count, replies) {
  return new Promise((resolve) => {
    let missing = count;
    for (const reply of replies) {
      reply.then(() => --missing === 0 && resolve(count));
    }
  });
}
