// run: {"flags": ["--title=mine"]}
// --title names the process; it can be named anew.
console.log(process.title);
process.title = 'another';
console.log(process.title);
