// run: {"flags": ["--conditions=custom", "-C", "other"]}
console.log((await import('#cond')).default, import.meta.resolve('#cond').split('/').pop());
