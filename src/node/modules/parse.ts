/** acorn with the options that Node's two kinds of source need. */
import { parse, type Program } from 'acorn';

/** The body of a CommonJS module, of a script or of a function. */
export function parseScriptSource(source: string): Program {
  return parse(source, {
    ecmaVersion: 'latest',
    sourceType: 'script',
    allowReturnOutsideFunction: true,
    allowSuperOutsideMethod: false,
    allowHashBang: true,
  });
}

/** An ES module. */
export function parseModuleSource(source: string): Program {
  return parse(source, { ecmaVersion: 'latest', sourceType: 'module', allowHashBang: true });
}
