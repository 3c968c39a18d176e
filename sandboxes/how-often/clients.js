// @ts-check
// Clients, and three ways of learning that something is done.
import { setTimeout as pause } from 'node:timers/promises';
import { counter, lane } from '#timeline';

export const JOBS = 8;

export class Client {
  requests = 0;
  /** Requests whose answer was nothing new. */
  inVain = 0;
  /** @type {number[]} ms from being done to being known, for each job */
  delays = [];

  /**
   * @param {string} name
   * @param {string} address
   */
  constructor(name, address) {
    this.name = name;
    this.address = address;
    this.lane = lane(name);
    this.count = counter(`requests ${name}`);
  }

  get hasAll() {
    return this.delays.length === JOBS;
  }

  /** @param {string} path */
  async ask(path) {
    this.count(++this.requests);
    return fetch(this.address + path);
  }

  /** @param {number[]} doneAt when each job that is done was done */
  learn(doneAt) {
    const news = doneAt.slice(this.delays.length);
    if (news.length === 0) this.inVain++;
    for (const at of news) {
      this.delays.push(performance.timeOrigin + performance.now() - at);
      this.lane.mark(`job ${this.delays.length}`);
    }
  }
}

/**
 * Asks, waits, and asks again.
 * @param {Client} client
 * @param {(answer: { next: number }) => number} pauseFor seconds
 */
export async function poll(client, pauseFor) {
  let answer = { doneAt: [], next: 0 };
  while (!client.hasAll) {
    await pause(pauseFor(answer) * 100);
    answer = await (await client.ask('/jobs')).json();
    client.learn(answer.doneAt);
  }
}

/**
 * Asks, and the server does not answer until there is something new.
 * @param {Client} client
 */
export async function longPoll(client) {
  while (!client.hasAll) {
    const path = `/jobs?moreThan=${client.delays.length}`;
    const answer = await (await client.ask(path)).json();
    client.learn(answer.doneAt);
  }
}

/**
 * Asks once, and leaves the answer open: each event is another line of it.
 * @param {Client} client
 */
export async function listen(client) {
  const response = await client.ask('/events');
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += new TextDecoder().decode(chunk);
    const events = text.split('\n\n');
    text = events.pop() ?? '';
    for (const event of events) client.learn(JSON.parse(event.slice(6)));
    if (client.hasAll) break;
  }
}
