/** How a child process ended, as its parent's descriptor for it tells. */
import type { ExitStatus } from '../files/file-system.ts';
import type { StreamResource } from '../network/stream-resource.ts';

const STATUS_SIZE = 1024;

/** undefined: the child has not ended. */
export function statusFrom(ended: StreamResource): ExitStatus | undefined {
  const bytes = ended.read(STATUS_SIZE);
  if (!(bytes instanceof Uint8Array)) return undefined;
  return JSON.parse(new TextDecoder().decode(bytes)) as ExitStatus;
}
