// What process.getActiveResourcesInfo() counts, and when it does no more.
const fs = require('node:fs');
const net = require('node:net');

const RESOURCES = ['FSReqCallback', 'TCPServerWrap', 'TCPSocketWrap', 'Timeout', 'Immediate'];

/** Standard streams are left out: they are not the same in every place. */
function show(when) {
  const active = process.getActiveResourcesInfo();
  const counts = RESOURCES.map((name) => `${name} ${active.filter((a) => a === name).length}`);
  console.log(when, counts.join(', '));
}

show('at first:');
let begun = 2;
const done = () => --begun === 0 && server.listen(0, connect);
fs.stat(__filename, done);
fs.open(__filename, (_, fd) => fs.close(fd, done));
const timer = setTimeout(() => {}, 60_000);
setTimeout(() => {}, 60_000).unref();
setImmediate(() => {});
console.log(process._getActiveRequests().length);
show('begun:');
clearTimeout(timer);
show('cleared:');

const server = net.createServer((socket) => {
  const client = socket;
  setImmediate(() => {
    const handles = process._getActiveHandles();
    console.log(handles.includes(server), handles.includes(client));
    show('connected:');
    client.end();
    server.close(() => show('closed:'));
  });
});
const connect = () => net.connect(server.address().port).resume();
