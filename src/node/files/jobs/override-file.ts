import type { FileOperations } from '../operations/index.ts';
import { inStd } from './std-failure.ts';
import { copyTimes } from './copy-tree.ts';

/** cp of one file over one that is there (CpSyncOverrideFile in node_file.cc). */
export function overrideFile(
  files: FileOperations,
  source: string,
  target: string,
  preserveTimestamps: boolean,
): void {
  files.unlink(target);
  inStd(target, () => files.copyFile(source, target, 0));
  if (preserveTimestamps) copyTimes(files, source, target);
}
