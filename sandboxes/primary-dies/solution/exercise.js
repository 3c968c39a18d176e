// @ts-check

/**
 * The primary is dead. Whoever has the longest log takes over: a write that
 * any replica has acknowledged is in it.
 * @param {{ name: string, log: number[] }[]} replicas
 * @returns {{ name: string, log: number[] }}
 */
export function promote(replicas) {
  const [first] = replicas.sort((a, b) => b.log.length - a.log.length);
  if (!first) throw new Error('There is nobody left.');
  return first;
}
