/**
 * Node's rules for cloning and transferring (Message::Serialize of src/node_messaging.cc) around the
 * browser's structured clone. What the browser does not know is taken out before and put back after:
 * Node's own transferable and cloneable classes, which leave a placeholder in the value, and ports,
 * whose unread messages travel beside them.
 */
import { CLONEABLE, TRANSFERABLE } from '../../thread/cloneables.ts';
import { AsyncWrap } from '../../thread/handle.ts';
import { environmentOf } from '../../thread/process-object.ts';
import type { Thread } from '../../thread/thread.ts';
import { canBeHost, copyContainer, isObject, partsOf } from './containers.ts';
import { Link } from './lent-port.ts';
import type { PortHandle } from './ports.ts';

/** Key of a placeholder object, whose value is an index into `hosts`. */
const PLACEHOLDER = '\0in-step:host';

const NOT_IN_LIST =
  'Object that needs transfer was found in message but not listed in transferList';
const LENT =
  'A MessagePort on which a blocked thread has received messages cannot be transferred here.';
const UNTRANSFERABLE = 'Cannot transfer object of unsupported type.';
const UNCLONEABLE = 'Cannot clone object of unsupported type.';
const INVALID_IN_LIST = 'Found invalid value in transferList.';

/** A message as the browser's structured clone can carry it. */
export interface Envelope {
  value: unknown;
  /** Native ports that are transferred, in the list's order. */
  ports?: MessagePort[];
  /** What each of `ports` had received and not delivered. */
  backlogs?: Envelope[][];
  /** The links of `ports`, as their fields. */
  links?: Pick<Link, 'words' | 'side' | 'received'>[];
  /** Objects of Node's classes, as their class asked to be carried: `module:Class` and its data. */
  hosts?: { info: string; data: unknown }[];
}

export interface Serialized {
  envelope: Envelope;
  transfer: Transferable[];
  /** The ports that leave this thread. */
  leaving: PortHandle[];
}

export interface Received {
  value: unknown;
  ports: MessagePort[];
}

/** What clone.ts needs of ports.ts. */
export interface PortTable {
  handleOf(value: unknown): PortHandle | undefined;
  /** Makes a native port one of Node's. */
  adopt(port: MessagePort, backlog: Received[], link?: Link): void;
}

export class Cloner {
  readonly #thread: Thread;
  readonly #ports: PortTable;
  readonly #modeSymbol: symbol;
  readonly #untransferableSymbol: symbol;
  /** Set by lib: makes an empty object of `module:Class`. */
  createObject: (info: string) => any = () => undefined;

  constructor(thread: Thread, ports: PortTable) {
    this.#thread = thread;
    this.#ports = ports;
    this.#modeSymbol = thread.privateSymbols['transfer_mode_private_symbol']!;
    this.#untransferableSymbol = thread.privateSymbols['untransferable_object_private_symbol']!;
  }

  /** `source` is the port that is posted to, which cannot be sent through itself. */
  serialize(value: unknown, list: unknown[], source?: PortHandle): Serialized {
    const serialized: Serialized = { envelope: { value }, transfer: [], leaving: [] };
    const listed = this.#readTransferList(list, serialized, source);
    const hosts = [...listed].filter((entry) => this.#modeOf(entry) !== undefined);
    if (hosts.length > 0 || this.#hasSpecial(value, listed)) {
      const taken = this.#takeOutHosts(value, hosts, listed);
      Object.assign(serialized.envelope, taken);
    }
    if (serialized.leaving.length > 0) this.#addPorts(serialized);
    return serialized;
  }

  #addPorts({ envelope, transfer, leaving }: Serialized): void {
    if (leaving.some(({ closed }) => closed)) this.throwDataCloneError(UNCLONEABLE);
    envelope.ports = leaving.map(({ port }) => port);
    envelope.links = leaving.map((handle) => {
      const { words, side, received } = (handle.link ??= new Link());
      return { words, side, received };
    });
    envelope.backlogs = leaving.map(({ inbox }) => {
      return inbox.flatMap((message) => {
        if (message.type !== 'message') return [];
        const nested = this.serialize(message.value, message.ports);
        transfer.push(...nested.transfer);
        return nested.envelope;
      });
    });
  }

  #readTransferList(list: unknown[], into: Serialized, source?: PortHandle): Set<object> {
    const listed = new Set<object>();
    // By index: a program may have broken the iterator of arrays.
    for (let i = 0; i < list.length; i++) {
      const entry = list[i];
      if (!isObject(entry)) this.throwDataCloneError(INVALID_IN_LIST);
      if ((entry as any)[this.#untransferableSymbol] !== undefined) {
        this.throwDataCloneError(UNTRANSFERABLE);
      }
      if (entry instanceof ArrayBuffer) {
        if (entry.detached) this.throwDataCloneError(UNTRANSFERABLE);
        this.#assertNew(listed, entry, 'ArrayBuffer');
        into.transfer.push(entry);
        continue;
      }
      const handle = this.#ports.handleOf(entry);
      if (handle) {
        if (handle === source) this.throwDataCloneError('Transfer list contains source port');
        if (handle.lent) this.throwDataCloneError(LENT);
        if (handle.closed) {
          this.throwDataCloneError('MessagePort in transfer list is already detached');
        }
        this.#assertNew(listed, entry, 'MessagePort');
        into.transfer.push(handle.port);
        into.leaving.push(handle);
        continue;
      }
      if (!((this.#modeOf(entry) ?? 0) & TRANSFERABLE)) this.throwDataCloneError(INVALID_IN_LIST);
      this.#assertNew(listed, entry, entry.constructor.name);
    }
    this.#addNested(listed, into);
    return listed;
  }

  /** What the listed objects of lib's classes name to be transferred with them. */
  #addNested(listed: Set<object>, into: Serialized): void {
    // Those that are added are visited as well.
    for (const entry of listed) {
      if (this.#ports.handleOf(entry) || this.#modeOf(entry) === undefined) continue;
      const nested: unknown[] =
        (entry as any)[this.#symbol('messaging_transfer_list_symbol')]?.() ?? [];
      for (let i = 0; i < nested.length; i++) {
        const part = nested[i];
        if (!isObject(part) || listed.has(part)) continue;
        const handle = this.#ports.handleOf(part);
        if (handle) {
          into.transfer.push(handle.port);
          into.leaving.push(handle);
        } else if (this.#modeOf(part) === undefined) continue;
        listed.add(part);
      }
    }
  }

  #assertListed(part: object, listed: Set<unknown>): void {
    if (this.#ports.handleOf(part) && !listed.has(part)) this.throwDataCloneError(NOT_IN_LIST);
  }

  #assertNew(listed: Set<object>, entry: object, type: string): void {
    if (listed.has(entry)) this.throwDataCloneError(`Transfer list contains duplicate ${type}`);
    listed.add(entry);
  }

  #symbol(name: string): symbol {
    return this.#thread.perIsolateSymbols[name]!;
  }

  /**
   * GetTransferMode of what V8 asks its embedder about: lib's marked objects, those of this
   * runtime's classes. Ports are not among them: the browser transfers them itself.
   */
  #modeOf(value: object): number | undefined {
    if (this.#ports.handleOf(value)) return undefined;
    const mode: number | undefined = (value as any)[this.#modeSymbol];
    if (mode !== undefined) return canBeHost(value) ? mode : undefined;
    return AsyncWrap.contextOf(value) ? 0 : undefined;
  }

  /** process.env is a Proxy here, which the browser clones no more than any other. */
  #isEnvironment(value: unknown): boolean {
    return value === environmentOf(this.#thread.process).object;
  }

  /** Looks whether anything in `value` is one of Node's classes; throws for a port not listed. */
  #hasSpecial(value: unknown, listed: Set<unknown>): boolean {
    const seen = new Set<unknown>();
    const visit = (part: unknown): boolean => {
      if (!isObject(part) || typeof part === 'function' || seen.has(part)) return false;
      seen.add(part);
      this.#assertListed(part, listed);
      if (this.#ports.handleOf(part)) return false;
      if (this.#modeOf(part) !== undefined || this.#isEnvironment(part)) return true;
      return partsOf(part).some(visit);
    };
    return visit(value);
  }

  /**
   * A copy of the containers in `value` with placeholders for objects of Node's classes, and what
   * these classes give for them: first `hosts`, which are transferred, then what is cloned. As in
   * Node they are asked once the whole value is found to be one that can be sent.
   */
  #takeOutHosts(
    value: unknown,
    hosts: object[],
    listed: Set<object>,
  ): Pick<Envelope, 'value' | 'hosts'> {
    const all = [...hosts];
    const copies = new Map<unknown, unknown>();
    const takeOut = (part: unknown): unknown => {
      if (typeof part === 'function' || typeof part === 'symbol') {
        this.throwDataCloneError(`${String(part)} could not be cloned.`);
      }
      if (typeof part !== 'object' || part === null) return part;
      if (copies.has(part)) return copies.get(part);
      if (this.#isEnvironment(part)) return { ...part };
      this.#assertListed(part, listed);
      const mode = this.#modeOf(part);
      if (mode === undefined) return copyContainer(part, copies, takeOut);
      let index = all.indexOf(part);
      if (index < 0) {
        if (!(mode & CLONEABLE)) {
          this.throwDataCloneError(mode & TRANSFERABLE ? NOT_IN_LIST : UNCLONEABLE);
        }
        index = all.push(part) - 1;
      }
      const placeholder = { [PLACEHOLDER]: index };
      copies.set(part, placeholder);
      return placeholder;
    };
    const taken: Envelope = { value: takeOut(value), hosts: [] };
    // What is cloned inside of these comes at the end.
    for (let i = 0; i < all.length; i++) {
      const host = all[i] as any;
      if (this.#modeOf(host) === 0) this.throwDataCloneError(UNCLONEABLE);
      const method = i < hosts.length ? 'messaging_transfer_symbol' : 'messaging_clone_symbol';
      const { data, deserializeInfo } = host[this.#symbol(method)]();
      taken.hosts!.push({ info: deserializeInfo, data: takeOut(data) });
    }
    return taken;
  }

  /** The other way: ports become Node's, placeholders the objects that they stand for. */
  deserialize({ value, ports = [], backlogs = [], links = [], hosts }: Envelope): Received {
    ports.forEach((port, i) => {
      const { words, side, received } = links[i]!;
      this.#ports.adopt(
        port,
        (backlogs[i] ?? []).map((envelope) => this.deserialize(envelope)),
        new Link(words, side, received),
      );
    });
    if (!hosts) return { value, ports };
    const { cloneables } = this.#thread;
    const objects = hosts.map(
      ({ info, data }): any => cloneables.make(info, data) ?? this.createObject(info),
    );
    const copies = new Map<unknown, unknown>();
    const putBack = (part: unknown): unknown => {
      if (typeof part !== 'object' || part === null) return part;
      if (copies.has(part)) return copies.get(part);
      if (Object.hasOwn(part, PLACEHOLDER)) return objects[(part as any)[PLACEHOLDER]];
      return copyContainer(part, copies, putBack);
    };
    hosts.forEach(({ info, data }, i) => {
      if (cloneables.has(info)) return;
      objects[i][this.#symbol('messaging_deserialize_symbol')](putBack(data));
    });
    return { value: putBack(value), ports };
  }

  /** Runs the browser's clone; its errors get Node's words and class. */
  clone<T>(run: () => T): T {
    try {
      return run();
    } catch (error) {
      if (!(error instanceof this.#thread.native.DOMException)) throw error;
      return this.throwDataCloneError(
        error.message.replace(/^Failed to execute '\w+' on '\w+': /, ''),
      );
    }
  }

  throwDataCloneError(message: string): never {
    const { stacks, perContext } = this.#thread;
    throw stacks.withFullStack(() => new perContext.DOMException(message, 'DataCloneError'));
  }
}
