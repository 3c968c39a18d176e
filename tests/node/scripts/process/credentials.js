// Nobody is who he is not; and names are looked up.
for (const name of ['setuid', 'setgid', 'seteuid', 'setegid']) {
  for (const id of ['no such one', {}, -1]) {
    try {
      process[name](id);
    } catch ({ code, message }) {
      console.log(name, code, message);
    }
  }
}
console.log(process.setuid(process.getuid()), process.setgid(process.getgid()));
for (const run of [
  () => process.setgroups(['no such one']),
  () => process.initgroups('none', 'no such one'),
]) {
  try {
    run();
  } catch ({ code, message }) {
    console.log(code, message);
  }
}
