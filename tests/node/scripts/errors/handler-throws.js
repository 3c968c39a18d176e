process.on('uncaughtException', () => {
  throw new Error('the handler throws too');
});
throw new Error('first');
