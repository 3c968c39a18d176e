/** What is missing on purpose says so: an error names it. */
import { equal, outputOf, start, type Check } from './programs.ts';

/** What a program asks for in vain, and what the error calls it. */
const missing: [asked: string, named: string][] = [
  [`require('tls').connect(443)`, 'TLS (node:tls, node:https)'],
  [`require('inspector')`, 'node:inspector'],
  [`require('repl')`, 'node:repl'],
  [`require('node:sqlite')`, 'node:sqlite'],
  [`require('wasi')`, 'node:wasi'],
  [`require('zlib').brotliCompressSync('')`, 'Brotli of node:zlib'],
  [`require('zlib').zstdCompressSync('')`, 'Zstandard of node:zlib'],
  [`require('crypto').createSign('SHA256').sign('')`, `internalBinding('crypto').Sign`],
  [`require('module').stripTypeScriptTypes('')`, 'TypeScript'],
  [`require('./addon.node')`, 'native addons'],
];

export const missingChecks: Record<string, Check> = {
  async 'what is missing on purpose is an error that names it'(container) {
    await container.fs.writeFile('addon.node', '');
    const asked = missing.map(([asked]) => asked);
    const program = `for (const asked of ${JSON.stringify(asked)}) {
      try { eval(asked); console.log('no error'); }
      catch ({ code, message }) { console.log(code, message); }
    }`;
    const process = await start(container, program, { env: { NODE_NO_WARNINGS: '1' } });
    const lines = (await outputOf(process)).trimEnd().split('\n');
    const named = missing.map(([asked, named], i) => {
      const says = lines[i]!.startsWith('ERR_FEATURE_UNAVAILABLE_ON_PLATFORM ');
      return says && lines[i]!.includes(named) ? asked : `${asked}: ${lines[i]}`;
    });
    equal(named, asked, 'what is named');
    equal(lines.length, asked.length, 'lines');
    await container.fs.rm('addon.node');
  },
};
