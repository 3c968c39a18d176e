/** `import(specifier, options)` as a call of `__import`: the browser's own would look for URLs. */
import type { AnyNode } from 'acorn';
import type { Edit } from './source-edits.ts';
import { childNodes } from './syntax-tree.ts';

/** The free identifier that rewritten code calls. */
export const IMPORT = '__import';

export function dynamicImportEdits(node: AnyNode): Edit[] {
  const own: Edit[] =
    node.type === 'ImportExpression'
      ? [{ at: node.start, remove: 'import'.length, text: IMPORT }]
      : [];
  return [...own, ...[...childNodes(node)].flatMap(dynamicImportEdits)];
}
