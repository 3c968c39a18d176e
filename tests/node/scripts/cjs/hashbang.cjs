#!/usr/bin/env node
// A hashbang is no syntax error.
console.log('ran', new Error('here').stack.split('\n')[1].replace(/.*\//, ''));
