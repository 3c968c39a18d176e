/** What packages bring along and no run reads. Licences always stay. */

const LICENCE = /(^|\/)(licen[cs]e|notice|copying|copyright)[^/]*$/i;

/** Source maps, documents, and TypeScript, which Node refuses to run below node_modules. */
const NEVER_READ = /\.(map|md|markdown|[cm]?tsx?)$/i;

const UNNEEDED_OF: Record<string, RegExp> = {
  // PostgreSQL's extensions.
  '@electric-sql/pglite': /^dist\/(contrib\/|[\w-]+\.tar\.gz$)/,
};

/** `file`: path in the package's folder, with `/`. */
export function isUnneeded(packageName: string, file: string): boolean {
  if (LICENCE.test(file)) return false;
  return NEVER_READ.test(file) || (UNNEEDED_OF[packageName]?.test(file) ?? false);
}
