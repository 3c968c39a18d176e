setTimeout(() => {
  throw undefined;
});
