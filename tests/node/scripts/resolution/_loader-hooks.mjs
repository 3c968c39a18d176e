let greeting;
export async function initialize(data) {
  greeting = data.greeting;
}
export async function resolve(specifier, context, next) {
  if (specifier.startsWith('custom:'))
    return { url: specifier, shortCircuit: true, format: 'module' };
  return next(specifier, context);
}
export async function load(url, context, next) {
  if (url.startsWith('custom:'))
    return {
      format: 'module',
      shortCircuit: true,
      source: `export default ${JSON.stringify(greeting + ' ' + url)}`,
    };
  return next(url, context);
}
