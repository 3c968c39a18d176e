/** An error of work done in the pool: no JavaScript ran there in Node, so its stack has no frame. */
export function withoutFrames<T>(error: T): T {
  if (error instanceof Error) error.stack = `${error.name}: ${error.message}`;
  return error;
}
