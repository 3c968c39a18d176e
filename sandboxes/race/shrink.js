// @ts-check

/**
 * Leaves out of an order what it need not have to be bad: first whoever need
 * not take part, then single steps.
 * @param {string[]} order
 * @param {(order: string[]) => Promise<boolean>} isBad
 */
export async function shrink(order, isBad) {
  for (const name of new Set(order)) {
    const without = order.filter((step) => step !== name);
    if (await isBad(without)) order = without;
  }
  for (let at = 0; at < order.length;) {
    const without = order.toSpliced(at, 1);
    if (await isBad(without)) order = without;
    else at += 1;
  }
  return order;
}
