import './shared.mjs';
console.log('a');
export let a = 1;
