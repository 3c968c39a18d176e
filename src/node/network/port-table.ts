/**
 * Which thread listens on which address and port: shared by all threads of the machine, so that
 * bind() and connect() are decided when they are called, without asking anybody.
 */
import { unmapIPv4, type IPBytes } from './ip-address.ts';

/** Where a socket can be bound: addresses of the loopback interface, or the file system. */
export interface Interface {
  /** 46: a wildcard of IPv6 that takes IPv4 as well; 1: local sockets, whose port is an inode. */
  family: 1 | 4 | 6 | 46;
  /** 0: every address; else the IPv4 address as a number, or 1 for `::1`. */
  address: number;
}

export const LOCAL: Interface = { family: 1, address: 0 };

/** Who has the sockets that several processes share: frame/shared-sockets.ts. */
export const SHARED_OWNER = 1;

/** A place in the table, which another socket may have later: then with another generation. */
export interface Place {
  index: number;
  generation: number;
}

/** Words of the header; the places follow. */
const LOCK = 0;
const NEXT_PORT = 1;
/** Of connections and descriptors. */
const NEXT_NUMBER = 2;
const HEADER_WORDS = 3;

/** Words of a place. `owner` is written last and cleared first: 0 is a free place. */
const OWNER = 0;
const GENERATION = 1;
const PORT = 2;
const FAMILY = 3;
const ADDRESS = 4;
const LISTENING = 5;
/** SO_REUSEPORT, or SO_REUSEADDR of UDP. */
const SHARED = 6;
const PLACE_WORDS = 7;

const PLACES = 1024;

/** Linux's ip_local_port_range. */
const FIRST_EPHEMERAL = 32768;
const EPHEMERAL_COUNT = 60999 - FIRST_EPHEMERAL + 1;

const LOCK_POLL_MS = 10;

/** What an address means on this machine; undefined: it belongs to another one. */
export function interfaceOf(bytes: IPBytes, ipv6Only = false): Interface | undefined {
  const ipv4 = bytes.length === 4 ? bytes : unmapIPv4(bytes);
  if (ipv4) {
    const address = ipv4.reduce((number, byte) => (number << 8) | byte, 0);
    return address === 0 || ipv4[0] === 127 ? { family: 4, address } : undefined;
  }
  if (bytes.slice(0, 15).some((byte) => byte !== 0) || bytes[15]! > 1) return undefined;
  if (bytes[15] === 1) return { family: 6, address: 1 };
  return { family: ipv6Only ? 6 : 46, address: 0 };
}

function overlap(a: Interface, b: Interface): boolean {
  const isDual = (a.family === 46 && b.family !== 1) || (b.family === 46 && a.family !== 1);
  const shareFamily = isDual || a.family === b.family;
  return shareFamily && (a.address === 0 || b.address === 0 || a.address === b.address);
}

export class PortTable {
  readonly buffer: SharedArrayBuffer;
  readonly #words: Int32Array;

  constructor(buffer = new SharedArrayBuffer(4 * (HEADER_WORDS + PLACES * PLACE_WORDS))) {
    this.buffer = buffer;
    this.#words = new Int32Array(buffer);
  }

  /**
   * Takes `port` (0: any free one) of an interface for the thread `owner`; undefined if it is taken.
   * Sockets that are all `shared` may have one together.
   */
  bind(
    owner: number,
    at: Interface,
    port: number,
    shared = false,
  ): (Place & { port: number }) | undefined {
    return this.#locked(owner, () => {
      let chosen = port;
      if (port === 0) {
        do chosen = this.nextEphemeralPort();
        while (this.#isTaken(at, chosen, false));
      } else if (this.#isTaken(at, port, shared)) {
        return undefined;
      }
      const index = this.#free();
      if (index === undefined) return undefined;
      const base = this.#base(index);
      const generation = Atomics.add(this.#words, base + GENERATION, 1) + 1;
      Atomics.store(this.#words, base + PORT, chosen);
      Atomics.store(this.#words, base + FAMILY, at.family);
      Atomics.store(this.#words, base + ADDRESS, at.address);
      Atomics.store(this.#words, base + LISTENING, 0);
      Atomics.store(this.#words, base + SHARED, Number(shared));
      Atomics.store(this.#words, base + OWNER, owner);
      return { index, generation, port: chosen };
    });
  }

  /** From now on `find` gives this place. */
  listen({ index }: Place): void {
    Atomics.store(this.#words, this.#base(index) + LISTENING, 1);
  }

  /** Who listens there, the most exact address first. */
  find(at: Interface, port: number): (Place & { owner: number }) | undefined {
    let found: (Place & { owner: number }) | undefined;
    for (const place of this.#taken()) {
      if (place.port !== port || !this.#isListening(place.index) || !overlap(place, at)) continue;
      const { index, owner } = place;
      const generation = Atomics.load(this.#words, this.#base(index) + GENERATION);
      if (!found || place.address !== 0) found = { index, generation, owner };
    }
    return found;
  }

  /** Everybody on a port of any address. */
  findAll(port: number): (Place & { owner: number })[] {
    return [...this.#taken()].filter(
      (place) => place.port === port && this.#isListening(place.index),
    );
  }

  release({ index }: Place): void {
    Atomics.store(this.#words, this.#base(index) + OWNER, 0);
  }

  /** A thread has ended, perhaps in the middle of bind(). Returns the TCP ports it listened on. */
  releaseAll(owner: number): number[] {
    const ports: number[] = [];
    for (const place of this.#taken()) {
      if (place.owner !== owner) continue;
      if (place.family !== 1 && this.#isListening(place.index)) ports.push(place.port);
      this.release(place);
    }
    this.#unlock(owner);
    return ports;
  }

  /** The place is another thread's from now on, or the frame's. */
  give({ index }: Place, owner: number): void {
    Atomics.store(this.#words, this.#base(index) + OWNER, owner);
  }

  /** Who has the socket that had this place; undefined: it is closed. */
  ownerOf({ index, generation }: Place): number | undefined {
    const base = this.#base(index);
    const owner = Atomics.load(this.#words, base + OWNER);
    const isSame = Atomics.load(this.#words, base + GENERATION) === generation;
    return owner !== 0 && isSame ? owner : undefined;
  }

  /** From 1; no other connection and no other descriptor of a shared socket has it. */
  nextNumber(): number {
    return Atomics.add(this.#words, NEXT_NUMBER, 1) + 1;
  }

  /** For the near end of a connection. */
  nextEphemeralPort(): number {
    return FIRST_EPHEMERAL + ((Atomics.add(this.#words, NEXT_PORT, 1) >>> 0) % EPHEMERAL_COUNT);
  }

  #isTaken(at: Interface, port: number, shared: boolean): boolean {
    for (const place of this.#taken()) {
      if (place.port !== port || !overlap(place, at)) continue;
      if (!shared || !this.#isShared(place.index)) return true;
    }
    return false;
  }

  #isShared(index: number): boolean {
    return Atomics.load(this.#words, this.#base(index) + SHARED) === 1;
  }

  #isListening(index: number): boolean {
    return Atomics.load(this.#words, this.#base(index) + LISTENING) === 1;
  }

  #free(): number | undefined {
    for (let index = 0; index < PLACES; index++) {
      if (Atomics.load(this.#words, this.#base(index) + OWNER) === 0) return index;
    }
    return undefined;
  }

  *#taken(): Generator<Place & Interface & { owner: number; port: number }> {
    for (let index = 0; index < PLACES; index++) {
      const base = this.#base(index);
      const owner = Atomics.load(this.#words, base + OWNER);
      if (owner === 0) continue;
      yield {
        index,
        generation: Atomics.load(this.#words, base + GENERATION),
        owner,
        port: Atomics.load(this.#words, base + PORT),
        family: Atomics.load(this.#words, base + FAMILY) as Interface['family'],
        address: Atomics.load(this.#words, base + ADDRESS),
      };
    }
  }

  #base(index: number): number {
    return HEADER_WORDS + index * PLACE_WORDS;
  }

  #locked<T>(owner: number, job: () => T): T {
    for (;;) {
      const holder = Atomics.compareExchange(this.#words, LOCK, 0, owner);
      if (holder === 0) break;
      Atomics.wait(this.#words, LOCK, holder, LOCK_POLL_MS);
    }
    try {
      return job();
    } finally {
      this.#unlock(owner);
    }
  }

  #unlock(owner: number): void {
    if (Atomics.compareExchange(this.#words, LOCK, owner, 0) === owner) {
      Atomics.notify(this.#words, LOCK, 1);
    }
  }
}
