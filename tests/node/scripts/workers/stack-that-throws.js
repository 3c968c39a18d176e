// Error.prepareStackTrace of a worker that throws: its error comes without a stack.
const { Worker } = require('worker_threads');

const source = `
  Error.prepareStackTrace = ({ message }) => {
    if (message === 'first') throw new Error('second');
    return 'a stack of its own';
  };
  throw new Error('first');
`;
new Worker(source, { eval: true }).on('error', ({ name, message, stack }) =>
  console.log(name, message, stack),
);
