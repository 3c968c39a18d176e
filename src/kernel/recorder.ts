/**
 * Makes a run of what happens on the bench: its text, and the events of the timeline. The machine says
 * nothing for the timeline's sake; what is drawn is read from what strace, /proc and the shell print,
 * and is drawn at the time at which the line came.
 */
import type { Run, TimelineEvent } from '../notebook/timeline-events.ts';
import type { LabEvent } from './lab.ts';

export const POWER = 'power';
export const SHELL = 'shell';
export const ON = 'on';
/** The state of a process that sleeps on the disk. */
export const ASLEEP = 'D (disk sleep)';
export const DIRTY = 'Dirty';
export const WRITTEN = 'written to the disk';

/** Milliseconds between two events of a counter that is always on the move. */
const PACE = 50;
/** What is kept of a run: whoever types `yes` does not fill the memory. */
const MAX_EVENTS = 2000;
const MAX_OUTPUT = 1_000_000;
const MAX_LINE = 10_000;

const SYSTEM_CALL = /^(\w+)\(.*\) += /;
const DIRTY_LINE = /^Dirty: +(\d+) kB$/;
const STATE_LINE = /^State: (\w+)/;
/** Colours and the like, and the shell's questions to the terminal. */
const ESCAPES = /\x1b\[[\d;?]*[A-Za-z]/g;

export class Recorder {
  readonly events: TimelineEvent[] = [];
  #output = '';
  #line = '';
  #lanes = new Set<string>();
  /** Where system calls and states of the present command are drawn. */
  lane: string | undefined;
  #spans = 0;
  #open: { power?: string; command?: string; asleep?: string } = {};
  #written = 0;
  #saidWritten = 0;
  #saidAt = 0;

  /** Text as a plain terminal shows it. */
  get run(): Run {
    return { output: this.#output, events: this.events, exitCode: 0 };
  }

  take(event: LabEvent): void {
    const { at } = event;
    switch (event.type) {
      case 'powered':
        this.#written = 0;
        return this.#begin('power', POWER, ON, at);
      case 'pulled':
        this.#sayWritten(at);
        this.#print('\n', at);
        this.#end('asleep', at);
        this.#end('command', at);
        return this.#end('power', at);
      case 'typed':
        return this.#begin('command', SHELL, event.command, at);
      case 'prompt':
        this.#sayWritten(at);
        this.#end('asleep', at);
        return this.#end('command', at);
      case 'written':
        this.#written += event.bytes;
        if (at - this.#saidAt >= PACE) this.#sayWritten(at);
        return;
      case 'printed':
        return this.#print(event.text, at);
      case 'lost':
        return;
    }
  }

  #print(text: string, at: number): void {
    const plain = text.replace(ESCAPES, '').replaceAll('\r', '').replaceAll('\x07', '');
    this.#output += plain.slice(0, MAX_OUTPUT - this.#output.length);
    const lines = (this.#line + plain).split('\n');
    this.#line = lines.pop()!.slice(0, MAX_LINE);
    for (const line of lines) this.#read(line, at);
  }

  #read(line: string, at: number): void {
    const [, kilobytes] = DIRTY_LINE.exec(line) ?? [];
    if (kilobytes)
      this.#add({ type: 'counter', at, counter: DIRTY, value: +kilobytes, unit: 'kB' });
    if (this.lane === undefined) return;
    const [, call] = SYSTEM_CALL.exec(line) ?? [];
    if (call) this.#add({ type: 'mark', at, lane: this.#laneOf(this.lane, at), label: call });
    const [, state] = STATE_LINE.exec(line) ?? [];
    if (state === 'D') this.#begin('asleep', this.lane, ASLEEP, at);
    else if (state) this.#end('asleep', at);
  }

  #sayWritten(at: number): void {
    if (this.#written === this.#saidWritten) return;
    this.#saidWritten = this.#written;
    this.#saidAt = at;
    const value = Math.round(this.#written / 1024);
    this.#add({ type: 'counter', at, counter: WRITTEN, value, unit: 'kB' });
  }

  #begin(what: 'power' | 'command' | 'asleep', lane: string, label: string, at: number): void {
    this.#end(what, at);
    const span = `${what}-${(this.#spans += 1)}`;
    this.#open[what] = span;
    this.#add({ type: 'begin', at, lane: this.#laneOf(lane, at), span, label });
  }

  #end(what: 'power' | 'command' | 'asleep', at: number): void {
    const span = this.#open[what];
    delete this.#open[what];
    if (span) this.#add({ type: 'end', at, span });
  }

  #laneOf(lane: string, at: number): string {
    if (!this.#lanes.has(lane)) {
      this.#lanes.add(lane);
      this.#add({ type: 'lane', at, lane, label: lane });
    }
    return lane;
  }

  #add(event: TimelineEvent): void {
    if (this.events.length < MAX_EVENTS) this.events.push(event);
  }
}
