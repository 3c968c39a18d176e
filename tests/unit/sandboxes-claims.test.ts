/** A claim can fail: each holds of the recorded run, and of no run that differs where it looks. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readSandbox, readSandboxSource } from '../../src/build/read-sandboxes.ts';
import { judge } from '../../src/notebook/claims.ts';
import type { Run, TimelineEvent } from '../../src/notebook/timeline-events.ts';

type Change = (run: Run) => void;

/** For each claim a run of which it does not hold, made from the recorded one. */
const spoilt: Record<string, Record<string, Change>> = {
  'blocking-call': {
    'pbkdf2-sync-stalls': (run) => beatIn(run, 'pbkdf2Sync'),
    'pbkdf2-async-beats': (run) => silence(run, 'pbkdf2'),
    'same-key': (run) => (run.output = run.output.replace('true', 'false')),
    'read-sync-stalls': (run) => beatIn(run, 'readFileSync'),
    'read-async-beats': (run) => silence(run, 'readFile'),
    'right-hashes': (run) => (run.output = run.output.replace('15fcfb08', '00000000')),
  },
  'in-step': {
    'take-turns': (run) => {
      const answer = begin(run, 'talks')[1];
      run.events = run.events.filter((event) => event !== answer);
    },
    'never-both': (run) => {
      const [question, answer] = begin(run, 'talks');
      answer!.at = question!.at;
    },
    'listens-throughout': (run) => {
      const [listens] = begin(run, 'listens');
      end(run, listens!.span).at = listens!.at;
    },
    'bystander-goes-on': (run) => {
      for (const event of run.events) if (event.type === 'counter') event.value = 7;
    },
  },
};

/** The other way round: a run of which the exercise's claim holds. */
const solved: Record<string, Record<string, Change>> = {
  'blocking-call': {
    'hashing-beats': (run) => {
      for (let i = 0; i < 5; i++) beatIn(run, 'your turn');
    },
  },
  'in-step': {
    'heart-beats-while-listening': (run) => {
      for (const { span } of begin(run, 'listens')) beatIn(run, 'listens', span);
    },
  },
};

for (const name of Object.keys(spoilt)) {
  const { recorded } = await readSandbox(name);
  const { claims } = await readSandboxSource(name);
  const copy = (): Run => structuredClone(recorded);

  for (const claim of claims) {
    const change = claim.exercise ? solved[name]![claim.id] : spoilt[name]![claim.id];
    test(`${name}: ${claim.id} ${claim.exercise ? 'waits for the solution' : 'can fail'}`, () => {
      assert.ok(change, 'no run is known that would change it: add one');
      const run = copy();
      assert.equal(judge(claim, run).holds, !claim.exercise);
      change(run);
      assert.equal(judge(claim, run).holds, !!claim.exercise);
    });

    test(`${name}: ${claim.id} does not hold of a run that says nothing`, () => {
      assert.equal(judge(claim, { output: '', events: [], exitCode: 0 }).holds, false);
    });
  }
}

type Begin = Extract<TimelineEvent, { type: 'begin' }>;
type End = Extract<TimelineEvent, { type: 'end' }>;

/** The begin events of that label, in the order in which they were written. */
function begin(run: Run, label: string): Begin[] {
  return run.events.filter((event) => event.type === 'begin' && event.label === label) as Begin[];
}

function end(run: Run, span: string): End {
  return run.events.find((event): event is End => event.type === 'end' && event.span === span)!;
}

/** Adds a beat in the middle of a span: the first of that label, or the one of that id. */
function beatIn(run: Run, label: string, span = begin(run, label)[0]!.span): void {
  const from = begin(run, label).find((event) => event.span === span)!;
  const at = (from.at + end(run, span).at) / 2;
  run.events.push({ type: 'beat', at, lane: from.lane });
}

/** Takes away the beats of a span. */
function silence(run: Run, label: string): void {
  const from = begin(run, label)[0]!;
  const to = end(run, from.span);
  run.events = run.events.filter(({ type, at }) => type !== 'beat' || at < from.at || at > to.at);
}
