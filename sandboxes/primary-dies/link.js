// @ts-check
// A link to another machine: a model. The network is the loopback one, and
// each message is held up for as long as a real way would take.
import { once } from 'node:events';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';

export class Link {
  /** @type {Map<number, (answer: any) => void>} */
  #waiting = new Map();
  #lastId = 0;
  #isCut = false;

  /**
   * @param {string} name
   * @param {import('node:net').Socket} socket
   * @param {number} ms for each way
   */
  constructor(name, socket, ms) {
    this.name = name;
    this.socket = socket;
    this.ms = ms;
    createInterface({ input: socket }).on('line', (line) => {
      const { id, ...answer } = JSON.parse(line);
      setTimeout(() => this.#waiting.get(id)?.(answer), ms);
    });
  }

  /**
   * @param {string} name
   * @param {number} port
   * @param {number} ms
   */
  static async to(name, port, ms) {
    const socket = connect(port);
    await once(socket, 'connect');
    return new Link(name, socket, ms);
  }

  /**
   * @param {object} question
   * @returns {Promise<any>} the answer
   */
  ask(question) {
    const id = ++this.#lastId;
    const line = `${JSON.stringify({ id, ...question })}\n`;
    setTimeout(() => this.#isCut || this.socket.write(line), this.ms);
    return new Promise((resolve) => this.#waiting.set(id, resolve));
  }

  /** From now on nothing gets through, nor what was on its way. */
  cut() {
    this.#isCut = true;
  }
}
