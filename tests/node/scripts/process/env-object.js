// process.env as an object: it can be cloned, and no variable has an empty name.
process.env.FIRST = 1;
process.env[''] = 'nameless';
console.log(process.env[''], '' in process.env);
const copy = structuredClone({ env: process.env, again: [process.env] });
console.log(copy.env.FIRST, copy.again[0].FIRST, '' in copy.env);
copy.env.FIRST = 2;
console.log(process.env.FIRST, Object.getPrototypeOf(copy.env) === Object.prototype);

const { port1, port2 } = new MessageChannel();
port2.onmessage = ({ data }) => {
  console.log(data.FIRST);
  port1.close();
};
port1.postMessage(process.env);
