// @ts-check

/**
 * Leaves out of an order what it need not have to be bad: first whoever need
 * not take part, then single steps.
 * @param {string[]} order
 * @param {(order: string[]) => Promise<boolean>} isBad
 */
export async function shrink(order, isBad) {
  for (const few of groups([...new Set(order)])) {
    const without = order.filter((name) => few.includes(name));
    if (!(await isBad(without))) continue;
    order = without;
    break;
  }
  for (let at = 0; at < order.length;) {
    const without = order.toSpliced(at, 1);
    if (await isBad(without)) order = without;
    else at += 1;
  }
  return order;
}

/**
 * All groups that can be made of these, the smallest first.
 * @param {string[]} names
 */
function groups(names) {
  /** @type {string[][]} */
  let all = [[]];
  for (const name of names) {
    all = [...all, ...all.map((group) => [...group, name])];
  }
  return all.sort((a, b) => a.length - b.length);
}
