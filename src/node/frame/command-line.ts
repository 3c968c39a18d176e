/** Node's options whose value is the next argument (unless it is written `--option=value`). */
const WITH_VALUE = new Set([
  '-e',
  '--eval',
  '-pe',
  '-p',
  '--print',
  '-r',
  '--require',
  '--import',
  '--input-type',
  '-C',
  '--conditions',
  '--env-file',
  '--env-file-if-exists',
  '--experimental-loader',
  '--loader',
  '--title',
  '--stack-trace-limit',
  '--unhandled-rejections',
  '--disable-warning',
  '--icu-data-dir',
  '--max-http-header-size',
  '--dns-result-order',
  '--trace-event-categories',
]);

/** What follows `node` on a command line, as `process.execArgv` and `process.argv.slice(1)`. */
export function splitCommandLine(args: string[]): { execArgv: string[]; argv: string[] } {
  let count = 0;
  while (count < args.length) {
    const arg = args[count]!;
    if (arg === '--') return { execArgv: args.slice(0, count), argv: args.slice(count + 1) };
    if (!arg.startsWith('-') || arg === '-') break;
    count += WITH_VALUE.has(arg) ? 2 : 1;
  }
  return { execArgv: args.slice(0, count), argv: args.slice(count) };
}
