// @ts-check
// A client of the stream, which does what EventSource does in a browser,
// except that here we can see it, and can let it forget.
import { lane } from '#timeline';

export class Client {
  /** The jobs of which it knows that they are done. @type {Set<number>} */
  jobs = new Set();
  lastId = 0;
  got = 0;
  isConnected = false;
  #hangUp = new AbortController();
  #end = () => {};
  #waiting = () => {};

  /**
   * @param {string} name
   * @param {string} address
   */
  constructor(name, address) {
    this.name = name;
    this.address = address;
    this.lane = lane(name);
  }

  /** @param {{ lastEventId?: number }} [memory] */
  async connect({ lastEventId } = {}) {
    this.#hangUp = new AbortController();
    const response = await fetch(this.address, {
      headers: lastEventId ? { 'Last-Event-ID': String(lastEventId) } : {},
      signal: this.#hangUp.signal,
    });
    this.isConnected = true;
    this.#end = this.lane.begin('connected');
    this.#read(response).catch(() => {}); // It has hung up.
  }

  leave() {
    this.isConnected = false;
    this.#end();
    this.#hangUp.abort();
  }

  /** @param {Response} response */
  async #read(response) {
    let text = '';
    for await (const chunk of response.body ?? []) {
      text += new TextDecoder().decode(chunk);
      const events = text.split('\n\n');
      text = events.pop() ?? '';
      for (const event of events) this.#take(event);
    }
  }

  /** @param {string} event its lines: id, event, data */
  #take(event) {
    const [id, type, data] = event
      .split('\n')
      .map((line) => line.slice(line.indexOf(':') + 2));
    const news = JSON.parse(data ?? '');
    if (type === 'snapshot') this.jobs = new Set(news);
    else this.jobs.add(news);
    this.lastId = Number(id);
    this.got++;
    this.lane.mark(type === 'snapshot' ? 'snapshot' : `event ${id}`);
    this.#waiting();
  }

  /**
   * Until it has seen that event.
   * @param {number} id
   */
  async until(id) {
    while (this.lastId < id) {
      await new Promise((resolve) => (this.#waiting = () => resolve(0)));
    }
  }
}
