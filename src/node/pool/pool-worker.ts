/** What a pool worker does with a message of the frame. */
import { createFileClient, type FileClient } from '../files/client.ts';
import { failureOf } from '../files/uv-error.ts';
import type { FrameToPool, PoolToFrame } from '../protocol.ts';
import { jobs } from './jobs.ts';

export class PoolWorker {
  #post: (message: PoolToFrame) => void;
  #clientOf: (pid: number) => FileClient = () => {
    throw new Error('The pool worker got work before `start`.');
  };

  constructor(post: (message: PoolToFrame) => void) {
    this.#post = post;
  }

  receive(message: FrameToPool): void {
    if (message.type === 'start') {
      const { mailbox, doorbell } = message;
      const clients = new Map<number, FileClient>();
      this.#clientOf = (pid) => {
        if (!clients.has(pid)) clients.set(pid, createFileClient({ mailbox, doorbell, pid }));
        return clients.get(pid)!;
      };
      this.#post({ type: 'ready' });
      return;
    }
    const { id, job, args } = message.work;
    const run = jobs[job];
    try {
      if (!run) throw new Error(`The thread pool knows no job named ${job}.`);
      this.#post({ type: 'pool-done', id, value: run(this.#clientOf(message.pid), ...args) });
    } catch (error) {
      this.#post({ type: 'pool-done', id, error: failureOf(error) });
    }
  }
}
