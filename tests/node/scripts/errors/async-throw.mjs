// An error at the top level of a module, behind an await.
console.log('begins');
await null;
const inner = async () => {
  await null;
  throw new Error('from an async function');
};
await inner();
