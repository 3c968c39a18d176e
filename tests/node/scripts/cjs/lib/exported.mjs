export { value as 'module.exports' };
const value = 'module.exports of a module';
