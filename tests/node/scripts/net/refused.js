// Nobody listens: one address, two addresses, and addresses that are none.
const net = require('node:net');
const port = 9; // discard: nobody has it
const lookup = (hostname, options, callback) => {
  const both = [
    { address: '::1', family: 6 },
    { address: '127.0.0.1', family: 4 },
  ];
  if (options.all) callback(null, both);
  else callback(null, both[0].address, both[0].family);
};
const attempts = [
  { port, host: '127.0.0.1' },
  { port, host: '::1' },
  { port, host: 'localhost', lookup },
  { port, host: 'localhost', lookup, autoSelectFamily: false },
  { port, host: 'localhost', lookup, family: 4 },
  { port, host: 'nowhere.invalid' },
];
(async () => {
  for (const options of attempts) {
    const { host, ...rest } = options;
    console.log('---', host, Object.keys(rest).join());
    await new Promise((resolve) => {
      const socket = net.connect(options);
      socket.on('connectionAttempt', (...args) => console.log('attempt', ...args));
      socket.on('connectionAttemptFailed', (address, port, family, error) => {
        console.log('failed', address, port, family, error.code);
      });
      socket.on('lookup', (error, address, family, host) => {
        console.log('lookup', error && error.code, address, family, host);
      });
      socket.on('error', (error) => {
        console.log(error);
        console.log(socket.destroyed, socket.connecting, Object.keys(error).join());
      });
      socket.on('close', (hadError) => {
        console.log('close', hadError);
        resolve();
      });
    });
  }
  for (const bad of [{ port: -1 }, { port: 70000 }, { port: 'x' }, { host: 'a' }, {}]) {
    try {
      net.connect(bad);
    } catch (error) {
      console.log(error.code, error.message);
    }
  }
})();
