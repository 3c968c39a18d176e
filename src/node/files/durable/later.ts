/**
 * Thrown by an operation that has to wait for the disk. The file server goes on with others
 * meanwhile; whoever asked waits for the answer.
 */
export class Later {
  /** Begins to wait; `done` is called with the failure, if any. */
  readonly begin: (done: (failure?: Error) => void) => void;
  /** What the operation is answered with then, or 'again': it runs once more. */
  readonly outcome: { value: unknown } | 'again';

  constructor(begin: Later['begin'], outcome: Later['outcome'] = { value: undefined }) {
    this.begin = begin;
    this.outcome = outcome;
  }
}

/** Runs `operation`, now or several times until it need not wait, and calls back with its end. */
export function runNowOrLater<T>(
  operation: () => T,
  done: (value: T) => void,
  failed: (error: unknown) => void,
): void {
  let value: T;
  try {
    value = operation();
  } catch (error) {
    if (!(error instanceof Later)) return failed(error);
    const { begin, outcome } = error;
    return begin((failure) => {
      if (failure) failed(failure);
      else if (outcome === 'again') runNowOrLater(operation, done, failed);
      else done(outcome.value as T);
    });
  }
  done(value);
}
