/**
 * Node's rules for cloning and transferring (Message::Serialize of src/node_messaging.cc) around the
 * browser's structured clone. What the browser does not know is taken out before and put back after:
 * Node's own transferable and cloneable classes, which leave a placeholder in the value, and ports,
 * whose unread messages travel beside them.
 */
import { environmentOf } from '../../thread/process-object.ts';
import type { Thread } from '../../thread/thread.ts';
import { Link } from './lent-port.ts';
import type { PortHandle } from './ports.ts';

/** kTransferable and kCloneable of internalBinding('util').constants. */
const TRANSFERABLE = 1;
const CLONEABLE = 2;

/** Key of a placeholder object, whose value is an index into `hosts`. */
const PLACEHOLDER = '\0in-step:host';

const NOT_IN_LIST =
  'Object that needs transfer was found in message but not listed in transferList';
const LENT =
  'A MessagePort on which a blocked thread has received messages cannot be transferred here.';
const UNTRANSFERABLE = 'Cannot transfer object of unsupported type.';

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
    const hosts: { info: string; data: unknown }[] = [];
    if (this.#hasSpecial(value, listed)) {
      serialized.envelope.value = this.#takeOut(value, listed, hosts, new Map());
    }
    if (hosts.length > 0) serialized.envelope.hosts = hosts;
    if (serialized.leaving.length > 0) {
      serialized.envelope.ports = serialized.leaving.map(({ port }) => port);
      serialized.envelope.links = serialized.leaving.map((handle) => {
        const { words, side, received } = (handle.link ??= new Link());
        return { words, side, received };
      });
      serialized.envelope.backlogs = serialized.leaving.map(({ inbox }) => {
        return inbox.flatMap((message) => {
          if (message.type !== 'message') return [];
          const nested = this.serialize(message.value, message.ports);
          serialized.transfer.push(...nested.transfer);
          return nested.envelope;
        });
      });
    }
    return serialized;
  }

  #readTransferList(list: unknown[], into: Serialized, source?: PortHandle): Set<unknown> {
    const listed = new Set<unknown>();
    // By index: a program may have broken the iterator of arrays.
    for (let i = 0; i < list.length; i++) {
      const entry = list[i];
      const isObject = typeof entry === 'object' && entry !== null;
      if (isObject && (entry as any)[this.#untransferableSymbol] !== undefined) {
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
      const mode = isObject ? this.#modeOf(entry) : undefined;
      if (mode === undefined) this.throwDataCloneError('Found invalid value in transferList.');
      if (!(mode! & TRANSFERABLE)) this.throwDataCloneError(UNTRANSFERABLE);
      this.#assertNew(listed, entry, (entry as object).constructor.name);
      const nested = (entry as any)[this.#symbol('messaging_transfer_list_symbol')]?.() ?? [];
      this.#readTransferList(nested, into);
    }
    return listed;
  }

  #assertNew(listed: Set<unknown>, entry: unknown, type: string): void {
    if (listed.has(entry)) this.throwDataCloneError(`Transfer list contains duplicate ${type}`);
    listed.add(entry);
  }

  #symbol(name: string): symbol {
    return this.#thread.perIsolateSymbols[name]!;
  }

  #modeOf(value: object): number | undefined {
    return (value as any)[this.#modeSymbol];
  }

  /** process.env is a Proxy here, which the browser clones no more than any other. */
  #isEnvironment(value: unknown): boolean {
    return value === environmentOf(this.#thread.process).object;
  }

  /** Looks whether anything in `value` is one of Node's classes; throws for a port not listed. */
  #hasSpecial(value: unknown, listed: Set<unknown>): boolean {
    const seen = new Set<unknown>();
    const visit = (part: unknown): boolean => {
      if ((typeof part !== 'object' && typeof part !== 'function') || part === null) return false;
      if (seen.has(part)) return false;
      seen.add(part);
      if (this.#ports.handleOf(part)) {
        if (!listed.has(part)) this.throwDataCloneError(NOT_IN_LIST);
        return false;
      }
      if (this.#modeOf(part) !== undefined || this.#isEnvironment(part)) return true;
      return partsOf(part).some(visit);
    };
    return visit(value);
  }

  /** A copy of the containers in `value` with placeholders for objects of Node's classes. */
  #takeOut(
    value: unknown,
    listed: Set<unknown>,
    hosts: { info: string; data: unknown }[],
    copies: Map<unknown, unknown>,
  ): unknown {
    if (typeof value !== 'object' || value === null) return value;
    if (copies.has(value)) return copies.get(value);
    if (this.#isEnvironment(value)) return { ...value };
    const inner = (part: unknown): unknown => this.#takeOut(part, listed, hosts, copies);
    const mode = this.#ports.handleOf(value) ? undefined : this.#modeOf(value);
    if (mode !== undefined) {
      const method = this.#carrierOf(mode, listed.has(value));
      const { data, deserializeInfo } = (value as any)[method]();
      const index = hosts.push({ info: deserializeInfo, data: undefined }) - 1;
      const placeholder = { [PLACEHOLDER]: index };
      copies.set(value, placeholder);
      hosts[index]!.data = inner(data);
      return placeholder;
    }
    return copyContainer(value, copies, inner);
  }

  #carrierOf(mode: number, isListed: boolean): symbol {
    if (isListed && mode & TRANSFERABLE) return this.#symbol('messaging_transfer_symbol');
    if (mode & CLONEABLE) return this.#symbol('messaging_clone_symbol');
    return this.throwDataCloneError(
      mode & TRANSFERABLE ? NOT_IN_LIST : 'Cannot clone object of unsupported type.',
    );
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
    const objects = hosts.map(
      ({ info }): any => this.#thread.cloneables.make(info) ?? this.createObject(info),
    );
    const copies = new Map<unknown, unknown>();
    const putBack = (part: unknown): unknown => {
      if (typeof part !== 'object' || part === null) return part;
      if (copies.has(part)) return copies.get(part);
      if (Object.hasOwn(part, PLACEHOLDER)) return objects[(part as any)[PLACEHOLDER]];
      return copyContainer(part, copies, putBack);
    };
    hosts.forEach(({ data }, i) => {
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

/** What the structured clone visits inside an object. Accessors are left to it. */
function partsOf(value: object): unknown[] {
  if (Array.isArray(value)) return value;
  if (value instanceof Map) return [...value.keys(), ...value.values()];
  if (value instanceof Set) return [...value];
  if (ArrayBuffer.isView(value) || typeof value === 'function') return [];
  return Object.values(Object.getOwnPropertyDescriptors(value)).map((property) => property.value);
}

/** Copies an array, Map, Set or plain object with `inner` applied to its parts. */
function copyContainer(
  value: object,
  copies: Map<unknown, unknown>,
  inner: (part: unknown) => unknown,
): unknown {
  if (Array.isArray(value)) {
    const copy: unknown[] = [];
    copies.set(value, copy);
    for (const [i, part] of value.entries()) copy[i] = inner(part);
    return copy;
  }
  if (value instanceof Map) {
    const copy = new Map();
    copies.set(value, copy);
    for (const [key, part] of value) copy.set(inner(key), inner(part));
    return copy;
  }
  if (value instanceof Set) {
    const copy = new Set();
    copies.set(value, copy);
    for (const part of value) copy.add(inner(part));
    return copy;
  }
  if (Object.prototype.toString.call(value) !== '[object Object]') return value;
  const copy: Record<string, unknown> = {};
  copies.set(value, copy);
  for (const [key, part] of Object.entries(value)) copy[key] = inner(part);
  return copy;
}
