// A child that has ended can be killed until its exit is known, as a zombie can.
const { spawn } = require('child_process');

const child = spawn(process.execPath, ['-e', 'console.log("said")']);
child.stdout.on('data', (data) => console.log(String(data).trim()));
child.stdout.on('end', () => {
  console.log(child.exitCode === null && child.signalCode === null ? child.kill() : true);
});
child.on('close', () => console.log('closed', child.kill()));
