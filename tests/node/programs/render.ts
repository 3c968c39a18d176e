/** Writes the tree of a program as a script. Every tree can be written: what does not fit is left out. */
import { indent } from './indent.ts';
import { KINDS } from './kinds/index.ts';
import { script as scriptOf } from './runtime.ts';
import { BODY, type Parts, type Task } from './tree.ts';

/** What is counted and collected over the whole script. */
interface Script {
  tasks: number;
  names: number;
  roles: string[];
}

/** Where a node is written. */
interface Surroundings {
  canAwait: boolean;
  peer: string;
  index: number;
  there: string[];
}

const NOWHERE: Surroundings = { canAwait: false, peer: '', index: 0, there: [] };

export function render(program: Task): string {
  const isModule = Boolean(program.numbers.module);
  const script: Script = { tasks: 0, names: 0, roles: [] };
  const [first, ...rest] = program.blocks[0]!;
  const rounds = rest.map((round) => write(round, script, NOWHERE));
  const isMain = first?.kind === 'round' && !first.numbers.root;
  if (isMain) rounds.unshift(writeTasks(first.blocks[0]!, script, isModule));
  else if (first) rounds.unshift(write(first, script, NOWHERE));
  return scriptOf(rounds, script.roles, isModule);
}

function write(node: Task, script: Script, around: Surroundings): string {
  const kind = KINDS[node.kind]!;
  if (kind.slot === 'await' && !around.canAwait) return '';
  const { blocks = BODY, slot = 'task' } = kind;
  const number = (name: string) => node.numbers[name] ?? 0;
  const name = () => `x${script.names++}`;
  const block = (index: number) => {
    const { canAwait = false } = blocks[index]!;
    return `{\n${indent(writeTasks(node.blocks[index]!, script, canAwait))}\n}`;
  };
  const parts: Parts = {
    get body() {
      return block(0);
    },
    block,
    steps(index, peer) {
      const there: string[] = [];
      const here = node.blocks[index]!.map((step, index) => {
        return write(step, script, { canAwait: false, peer, index, there });
      });
      return { here, there };
    },
    peer: around.peer,
    index: around.index,
    there: (code) => void around.there.push(code),
    log: () => `log(${script.tasks++});`,
    name,
    number,
    choice: (name, choices) => choices[number(name) % choices.length]!,
    role: (name, body) => void script.roles.push(`${name}() {\n${indent(body)}\n},`),
  };
  const statement = kind.code(parts);
  return slot === 'task' ? inStore(statement, number('store'), script) : statement;
}

/** A log, and the tasks after it. */
function writeTasks(tasks: Task[], script: Script, canAwait: boolean): string {
  const log = `log(${script.tasks++});`;
  const written = tasks.map((node) => write(node, script, { ...NOWHERE, canAwait }));
  return [log, ...written.filter((statement) => statement !== '')].join('\n');
}

/** A task that is scheduled in another store. */
function inStore(statement: string, store: number, { tasks }: Script): string {
  const wrapped = `{\n${indent(statement)}\n}`;
  switch (store) {
    case 1:
      return `als.run(${tasks}, () => ${wrapped});`;
    case 2:
      return `als.exit(() => ${wrapped});`;
    case 3:
      return `AsyncLocalStorage.snapshot()(() => ${wrapped});`;
    case 4:
      return `als.run(${tasks}, () => AsyncResource.bind(() => ${wrapped}))();`;
    case 5:
      return `other.run(${tasks}, () => ${wrapped});`;
    case 6:
      return `other.run(${tasks}, () => AsyncLocalStorage.bind(() => ${wrapped}))();`;
    default:
      return statement;
  }
}
