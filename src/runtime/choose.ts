/**
 * Which container runs this page's code: a state machine of one container a page, booted on the
 * first demand.
 *
 *   idle ─demand→ checking → isolating → loading → starting → ready ─lost→ lost ─demand→ …
 *                    └───────────┴──────────┴─────────┴─→ (embedded) isolating → … → ready | failed
 *
 * The choice, first that applies: `?runtime=`; WebContainer's failure earlier in this session; the
 * reader's saved choice; what the site prefers, if that is not a WebContainer where none may boot;
 * embedded. Isolating may reload the page, which comes back with the same demand (isolation/). A WebContainer that does not come up within its deadlines is replaced by the embedded
 * Node without asking, and that is remembered for the session until `retry` or `switch`.
 */
import type {
  BootContainer,
  BootStep,
  Container,
  ContainerKind,
  Unsubscribe,
} from './container.ts';
import type { Deadlines } from './settings.ts';
import { BootError, causeOf, type Cause } from './words.ts';

export type RuntimeState =
  | { phase: 'idle' }
  /** `instead`: why this is the embedded Node and not WebContainer, where the reader had no say. */
  | { phase: BootStep; kind: ContainerKind; instead?: Cause }
  | { phase: 'ready'; kind: ContainerKind; version: string; instead?: Cause }
  | { phase: 'failed'; kind: ContainerKind; cause: Cause; instead?: Cause }
  /** The container died; the next demand boots another. */
  | { phase: 'lost'; kind: ContainerKind; cause: Cause };

/** Shaped for `useSyncExternalStore` and its like: states are immutable, compared by identity. */
export interface Runtime {
  /** What the reader may switch between. */
  readonly offers: readonly ContainerKind[];
  getState(): RuntimeState;
  subscribe(listener: () => void): Unsubscribe;
  /** The page's container, booted if there is none. Rejects with a `BootError` in state failed. */
  demand(): Promise<Container>;
  /** Tears down what runs, forgets the session's failure and boots by the rules anew. */
  retry(): void;
  /** The reader's choice; null leaves it to the rules. */
  readonly choice: ContainerKind | null;
  /**
   * Saves the reader's choice and forgets the session's failure. What runs is torn down and another
   * booted in its place; where nothing runs, nothing is booted.
   */
  switch(choice: ContainerKind | null): void;
}

/** What the machine knows of the page; page.ts fills it in. */
export interface Surroundings {
  /** The value of `?runtime=`, if any. */
  asked: string | null;
  /** What the site offers, the one that it prefers first. */
  offers: readonly ContainerKind[];
  deadlines: Deadlines;
  /** This origin may boot WebContainer: localhost, or an API key is configured. */
  mayBootWebContainer: boolean;
  /** The reader's choice, kept across visits. */
  choice: Slot;
  /** The cause why WebContainer failed, kept for the session. */
  failure: Slot;
  makers: Record<ContainerKind, BootContainer>;
}

/** One remembered string; reading and writing never throw. */
export interface Slot {
  get(): string | null;
  set(value: string | null): void;
}

interface Attempt {
  container: Promise<Container>;
  /** Tears the container down, or stops waiting for it. */
  end(): void;
}

export function createRuntime(page: Surroundings): Runtime {
  let state: RuntimeState = { phase: 'idle' };
  let attempt: Attempt | null = null;
  /** The choice of this page view, above all others; gone when the reader chooses again. */
  let asked = isKind(page.asked) ? page.asked : null;
  const listeners = new Set<() => void>();

  function enter(next: RuntimeState) {
    state = next;
    for (const listener of [...listeners]) listener();
  }

  function plan(): { kind: ContainerKind; instead?: Cause } {
    const choice = asked ?? readChoice();
    const kind = choice ?? page.offers[0];
    if (kind === 'embedded' || !page.offers.includes('webcontainer')) return { kind: 'embedded' };
    const obstacle = whyNotWebContainer(choice);
    return obstacle ? { kind: 'embedded', instead: obstacle } : { kind: 'webcontainer' };
  }

  function readChoice(): ContainerKind | null {
    const choice = page.choice.get();
    return isKind(choice) ? choice : null;
  }

  function whyNotWebContainer(choice: ContainerKind | null): Cause | null {
    if (asked) return null;
    const failure = readCause(page.failure.get());
    if (failure) return failure;
    return choice || page.mayBootWebContainer ? null : { code: 'not-allowed' };
  }

  function start(): Attempt {
    const { kind, instead } = plan();
    const abort = new AbortController();
    const container = boot(kind, instead, abort.signal);
    const end = () => {
      abort.abort();
      container.then(teardown, () => {});
    };
    return { container, end };
  }

  async function boot(
    kind: ContainerKind,
    instead: Cause | undefined,
    ended: AbortSignal,
  ): Promise<Container> {
    const onStep = (phase: BootStep) => {
      enter({ phase, kind, ...(instead && { instead }) });
    };
    let container: Container;
    try {
      container = await makeWithin(page.deadlines[kind], page.makers[kind], onStep, ended);
    } catch (error) {
      if (ended.aborted) throw error;
      const cause = causeOf(error);
      if (kind === 'webcontainer') {
        // What a reload mends is not to be remembered beyond it.
        if (cause.code !== 'needs-reload') page.failure.set(JSON.stringify(cause));
        return boot('embedded', cause, ended);
      }
      attempt = null;
      enter({ phase: 'failed', kind, cause, ...(instead && { instead }) });
      throw error;
    }
    if (ended.aborted) return container;
    container.on('lost', (reason) => {
      if (ended.aborted) return;
      attempt?.end();
      attempt = null;
      enter({ phase: 'lost', kind, cause: { code: 'lost', detail: reason } });
    });
    enter({ phase: 'ready', kind, version: container.version, ...(instead && { instead }) });
    return container;
  }

  async function demand(): Promise<Container> {
    const current = (attempt ??= start());
    try {
      return await current.container;
    } catch (error) {
      // Another attempt has taken its place meanwhile: that is the one to wait for.
      if (attempt && attempt !== current) return demand();
      throw error;
    }
  }

  function restart() {
    page.failure.set(null);
    attempt?.end();
    attempt = null;
    demand().catch(() => {}); // the state tells
  }

  return {
    offers: page.offers,
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    demand,
    retry: restart,
    get choice() {
      return asked ?? readChoice();
    },
    switch(choice) {
      asked = null;
      page.choice.set(choice);
      if (attempt) return restart();
      page.failure.set(null);
      enter({ phase: 'idle' });
    },
  };
}

/**
 * Runs a maker with a deadline on each of its steps. A container that comes after its deadline,
 * or after `ended`, is torn down at once.
 */
function makeWithin(
  limits: Record<BootStep, number>,
  make: BootContainer,
  onStep: (step: BootStep) => void,
  ended: AbortSignal,
): Promise<Container> {
  return new Promise((resolve, reject) => {
    const giveUp = new AbortController();
    let timer: ReturnType<typeof setTimeout>;

    const fail = (error: unknown) => {
      clearTimeout(timer);
      giveUp.abort(error);
      reject(error);
    };
    const step = (name: BootStep) => {
      if (giveUp.signal.aborted) return;
      clearTimeout(timer);
      timer = setTimeout(() => fail(new BootError('took-too-long')), limits[name]);
      onStep(name);
    };

    ended.addEventListener('abort', () => fail(new BootError('lost', 'no longer wanted')));
    step('loading');
    make({ onStep: step, signal: giveUp.signal }).then((container) => {
      clearTimeout(timer);
      if (giveUp.signal.aborted) teardown(container);
      else resolve(container);
    }, fail);
  });
}

function teardown(container: Container) {
  try {
    container.teardown();
  } catch {
    // already gone
  }
}

function isKind(value: string | null): value is ContainerKind {
  return value === 'webcontainer' || value === 'embedded';
}

function readCause(text: string | null): Cause | null {
  if (!text) return null;
  try {
    return JSON.parse(text) as Cause;
  } catch {
    return null;
  }
}
