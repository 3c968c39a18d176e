// process.exit() ends at once, and what was written before it is there.
setTimeout(() => console.log('never'));
process.on('exit', (code) => process.stdout.write(`exit ${code}\n`));
process.stdout.write('no end of line yet …');
process.stdout.write('\n' + 'x'.repeat(50000) + '\n');
process.exit(3);
console.log('unreachable');
