export { f as 'module.exports' };
function f() {}
export const hidden = 1;
