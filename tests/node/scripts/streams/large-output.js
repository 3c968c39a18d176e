// More than any pipe holds, in one write and in many.
process.stdout.write('a'.repeat(300000) + '\n');
for (let i = 0; i < 3000; i++) console.log(i, 'b'.repeat(40));
process.stdout.write('c'.repeat(100000) + '\n', () => process.exit(0));
