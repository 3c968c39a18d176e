// @ts-check
/**
 * What is wrong here, and what it should do instead.
 * @param {number} number
 */
export function double(number) {
  return number + 2;
}
