export default class {
  area = area(2);
}
export const area = (side) => side ** 2;
