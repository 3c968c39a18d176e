// Every method of console whose output does not depend on the time.
console.log('plain', 1, -0, 1n, true, null, undefined, Symbol('s'));
console.log(
  '%s is %d years, %i, %f, %j, %o, %O, %c%%',
  'Bob',
  42,
  42.9,
  1.5,
  { a: 1 },
  [1],
  { b: { c: {} } },
  'css',
);
console.log('%s %s', 'one');
console.log('%s', { toString: () => 'custom' }, class A {}, Symbol('x'), 12n, -0);
console.log('');
console.log();
console.info('info');
console.debug('debug');
console.warn('warn');
console.error('error', new Error('with a message').message);
console.dir({ a: { b: { c: { d: 1 } } } }, { depth: 0 });
console.dir({ a: { b: { c: { d: 1 } } } }, { depth: null });
console.dirxml({ x: 1 }, [2]);
console.group('group');
console.log('inside\nwith a second line');
console.group();
console.warn('deeper');
console.groupEnd();
console.groupCollapsed('collapsed');
console.log('in it');
console.groupEnd();
console.groupEnd();
console.log('outside');
console.count();
console.count('named');
console.count();
console.countReset();
console.count();
console.countReset('unknown');
console.assert(true, 'not shown');
console.assert(false, 'shown %s', 'formatted');
console.assert(false);
console.assert(false, { an: 'object' });
console.table([
  { a: 1, b: 'x' },
  { a: 2, c: true },
]);
console.table(
  [
    { a: 1, b: 'x' },
    { a: 2, b: 'y' },
  ],
  ['b'],
);
console.table(
  new Map([
    ['k', 1],
    ['l', { m: 2 }],
  ]),
);
console.table([
  [1, 2],
  [3, 4],
]);
console.table('not a table');
console.timeEnd('no such label');
console.trace('trace');
