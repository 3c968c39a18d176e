const { spawn } = require('child_process');

const child = spawn(process.execPath, [
  '-e',
  `process.stdin.setEncoding('utf8')
     .on('data', (text) => console.log('got', text))
     .on('end', () => { console.error('to stderr'); process.exitCode = 3; });`,
]);
const events = { stdout: [], stderr: [], process: [] };
for (const name of ['stdout', 'stderr']) {
  child[name]
    .setEncoding('utf8')
    .on('data', (text) => events[name].push(text))
    .on('end', () => events[name].push('end'))
    .on('close', () => events[name].push('close'));
}
for (const name of ['spawn', 'exit', 'close']) {
  child.on(name, (...args) => events.process.push([name, ...args]));
}
child.on('close', () => console.log(events, child.exitCode, child.signalCode));
child.stdin.end('hello');
console.log(typeof child.pid, child.spawnfile === process.execPath, child.spawnargs.length);

const failed = spawn('nonexistent', ['a']);
failed.on('error', ({ code, message, syscall, path, spawnargs, errno }) => {
  console.log(code, message, syscall, path, spawnargs, errno, failed.pid);
});
failed.on('close', (...args) => console.log('close', ...args));
failed.stdout.on('data', console.log).on('end', () => console.log('the end of its output'));

const elsewhere = spawn(process.execPath, ['-e', ''], { cwd: '/no/such/folder' });
elsewhere.on('error', ({ code, path }) => console.log(code, path === process.execPath));
spawn('/tmp').on('error', ({ code }) => console.log(code));
