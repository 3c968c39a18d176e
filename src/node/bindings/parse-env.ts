/** Dotenv::ParseContent of src/node_dotenv.cc: the text of an .env file as an object. */
const LINE =
  /^\s*(?:export\s+)?([\w.-]+)\s*=[^\S\n]*(?:"((?:[^"])*)"|'((?:[^'])*)'|`((?:[^`])*)`|([^\n#]*))/gm;

export function parseEnv(content: string): Record<string, string> {
  const variables: Record<string, string> = Object.create(null);
  for (const [, name, double, single, backtick, plain] of content.matchAll(LINE)) {
    variables[name!] = double?.replaceAll('\\n', '\n') ?? single ?? backtick ?? plain?.trim() ?? '';
  }
  return variables;
}
