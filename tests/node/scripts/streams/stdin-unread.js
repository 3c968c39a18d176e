// run: {"stdin": "nobody reads this"}
console.log(process.stdin.readable, process.stdin.fd);
