// process.env is an ordinary object of strings.
console.log(Object.getPrototypeOf(process.env) === Object.prototype, process.env.constructor);
console.log(process.env.hasOwnProperty === Object.prototype.hasOwnProperty);
console.log(Object.hasOwn(process.env, 'hasOwnProperty'));
for (const descriptor of [{ value: 1 }, { get() {} }, { set() {} }, {}]) {
  try {
    Object.defineProperty(process.env, 'X', descriptor);
  } catch ({ name, code, message }) {
    console.log(name, code, message);
  }
}
console.log('X' in process.env);
console.log(process instanceof process.constructor, process.constructor.name);
