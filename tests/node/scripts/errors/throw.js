function thrower(depth) {
  if (depth === 0) throw new RangeError('thrown at depth 0');
  thrower(depth - 1);
}
console.log('before');
thrower(3);
