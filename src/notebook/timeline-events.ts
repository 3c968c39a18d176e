/**
 * What a run says of itself. `sandboxes/timeline` writes each event into stdout as one OSC escape
 * sequence, `ESC ] 7717 ; <JSON in ASCII> BEL`: every runtime that gives a byte stream carries it,
 * and an ordinary terminal does not show it. `at` is milliseconds since the Unix epoch with
 * sub-millisecond fractions (performance.timeOrigin + performance.now()), comparable between
 * threads and processes of one run. Lane ids, span ids and message ids are unique within a run.
 * Labels are English words; `sandbox.json` translates them for Korean pages.
 */
export const OSC_CODE = 7717;

export type TimelineEvent = { at: number } & Origin &
  (
    | { type: 'lane'; lane: string; label: string }
    | { type: 'begin'; lane: string; span: string; label: string }
    | { type: 'end'; span: string }
    | { type: 'mark'; lane: string; label: string }
    /** One turn of an event loop: a heartbeat's tick. A gap between two is a stall. */
    | { type: 'beat'; lane: string }
    | { type: 'send'; lane: string; message: string; label: string }
    | { type: 'receive'; lane: string; message: string }
    | { type: 'counter'; counter: string; value: number; unit?: string }
  );

/** Where an event came from. */
export interface Origin {
  /** The line of the sandbox that said so, as `index.js:12`; none where Node called by itself. */
  source?: string;
  /** How many lines had been printed before it, if any: counted by whoever reads the stream. */
  printed?: number;
}

/** One finished (or running) run, as claims and the timeline see it. */
export interface Run {
  /** stdout and stderr as the reader sees them, without the timeline's escape sequences. */
  output: string;
  events: TimelineEvent[];
  /** null while running, and when a signal or Stop ended it. */
  exitCode: number | null;
}

/** `sandboxes/<name>/claims.js` exports an array of these as `claims`. */
export interface Claim {
  id: string;
  /** The sentence that must hold, in both languages. */
  says: { en: string; ko: string };
  /** True for what the starter code fails and the solution meets. */
  exercise?: boolean;
  /**
   * Names of controls (`controls` of sandbox.json, by their variables) that must be as the lesson has
   * them: of other runs nothing is said.
   */
  given?: string[] | undefined;
  holds(run: Run): boolean;
  /** What was seen, in a few words with numbers, for the reader: "gap 612 ms, call 604 ms". */
  saw?(run: Run): { en: string; ko: string };
}

/**
 * A question that is put before the first run; `claims.js` may export an array of them as
 * `predictions`. Nothing says which choice is right: the reader's own run does, and of each run that
 * goes as the lesson has it exactly one choice holds.
 */
export interface Prediction {
  id: string;
  asks: { en: string; ko: string };
  choices: { says: { en: string; ko: string }; holds(run: Run): boolean }[];
  /** As of a claim: other runs answer nothing. */
  given?: string[] | undefined;
  /** What was seen, in a few words with numbers. */
  saw?(run: Run): { en: string; ko: string };
}
