// Error.prepareStackTrace as libraries use it (depd, callsites): read, replaced, put back, nested.
function callSites(inner) {
  const previous = Error.prepareStackTrace;
  Error.prepareStackTrace = (error, sites) => sites;
  const holder = {};
  Error.captureStackTrace(holder);
  inner?.();
  const sites = holder.stack;
  Error.prepareStackTrace = previous;
  return sites.map((site) => site.getFunctionName());
}

const firstLine = (error) => error.stack.split('\n')[0];
console.log(callSites().slice(0, 1), firstLine(new Error('one')));
console.log(callSites(() => console.log(callSites().slice(0, 2))).slice(0, 1));
console.log(firstLine(new Error('two')));

Error.prepareStackTrace = (error) => `mine: ${error.message}`;
console.log(new Error('three').stack, callSites().slice(0, 1), new Error('four').stack);
Error.prepareStackTrace = undefined;
console.log(callSites().slice(0, 1), firstLine(new Error('five')));
try {
  JSON.parse('{"broken"');
} catch (error) {
  console.log(firstLine(error));
}
