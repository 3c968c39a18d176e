// @ts-check

/**
 * The primary is dead. Which replica takes over? Each tells what it has.
 * @param {{ name: string, log: number[] }[]} replicas
 * @returns {{ name: string, log: number[] }}
 */
export function promote(replicas) {
  const [first] = replicas;
  if (!first) throw new Error('There is nobody left.');
  return first;
}
