// node:dns: this machine's names and addresses that are their own names; no other exists.
const dns = require('node:dns');
const os = require('node:os');
const show =
  (name) =>
  (error, ...results) =>
    console.log(
      name,
      error
        ? `${error.message} ${error.code} ${error.errno} ${error.syscall} ${error.hostname}`
        : results,
    );
const names = ['127.0.0.1', '::1', '0.0.0.0', 'nowhere.invalid', 'NoWhere.Invalid'];
(async () => {
  for (const name of names) {
    for (const options of [{}, { all: true }, { family: 4 }]) {
      await new Promise((resolve) => {
        dns.lookup(name, options, (...args) => {
          show(`${name} ${JSON.stringify(options)}`)(...args);
          resolve();
        });
      });
    }
  }
  console.log(await dns.promises.lookup('localhost', { family: 4 }));
  console.log(await dns.promises.lookup('LOCALHOST', 4));
  console.log((await dns.promises.lookup(os.hostname(), { family: 4 })).family);
  await dns.promises.lookup('nowhere.invalid').catch(console.log);
  await dns.promises.resolve4('nowhere.invalid').catch(console.log);
  await dns.promises.lookupService('127.0.0.1', 80).then(({ hostname }) => console.log(hostname));
  for (const bad of ['', undefined, 5, '\0']) {
    try {
      dns.lookup(bad, () => console.log('never'));
    } catch (error) {
      console.log(error.code, error.message);
    }
  }
  try {
    dns.lookup('a', { family: 20 }, () => {});
  } catch (error) {
    console.log(error.code, error.message);
  }
})();
