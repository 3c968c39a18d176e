// Which objects util.types takes for the namespace of a module.
import * as own from 'node:path';
import { types } from 'node:util';
import vm from 'node:vm';

const like = Object.create(null, { [Symbol.toStringTag]: { value: 'Module' } });
const dynamic = await import('node:os');

console.log('import', types.isModuleNamespaceObject(own));
console.log('import()', types.isModuleNamespaceObject(dynamic));
console.log('looks like one', types.isModuleNamespaceObject(like));
console.log(
  'of another context',
  types.isModuleNamespaceObject(vm.runInNewContext('Object.create(null)')),
);
console.log('null', types.isModuleNamespaceObject(null));
