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

// Who is not the superuser becomes nobody else, nor does a child.
if (process.getuid() === 0) {
  process.setgroups([]);
  process.setgid(65534);
  process.setuid(65534);
}
const { spawn, spawnSync } = require('child_process');
const superuser = {
  ...{ setuid: [0], seteuid: [0], setgid: [0], setegid: [0], setgroups: [[0]] },
  initgroups: ['nobody', 0],
};
for (const [name, args] of Object.entries(superuser)) {
  try {
    process[name](...args);
  } catch (error) {
    console.log(String(error), { ...error });
  }
}
for (const options of [{ uid: 0 }, { gid: 0 }, { uid: process.getuid(), gid: process.getgid() }]) {
  const { error, status } = spawnSync('/bin/true', options);
  console.log('in the end', error?.message, error?.errno, status);
  try {
    spawn('/bin/true', options).on('exit', (code) => console.log('exit', code));
  } catch ({ message, code, syscall }) {
    console.log(message, code, syscall);
  }
}
