// @ts-check
/**
 * Why this is right.
 * @param {number} number
 */
export function double(number) {
  return number * 2;
}
