/** The same eight messages, waited for with blocking reads, with epoll and with io_uring. */
import type { Run } from '../../notebook/timeline-events.ts';
import type { Scene } from '../scene.ts';

const WAYS = ['blocking', 'epoll', 'io_uring'] as const;
type Way = (typeof WAYS)[number];

/** How often `way` made a system call, as strace saw it; of all, where none is named. */
const calls = (way: Way, { events }: Run, call?: string) =>
  events.filter(
    (event) =>
      event.type === 'mark' && event.lane === way && (call === undefined || event.label === call),
  ).length;

/** In which order the messages were handled, from 8 sent first to 1. */
function order(way: Way, { output }: Run): string {
  const [, order] = new RegExp(`^${way}:((?: \\d)+)$`, 'm').exec(output) ?? [];
  if (!order) throw new Error(`${way} has not ended.`);
  return order.trim();
}

const AS_SENT = '8 7 6 5 4 3 2 1';

const sawOrder =
  (...ways: Way[]) =>
  (run: Run) => {
    const text = ways.map((way) => `${way} ${order(way, run)}`).join('; ');
    return { en: text, ko: text };
  };

/** Reads of pipes, and all calls of epoll and io_uring. */
const trace = (way: Way) => ({
  command: `strace -qqe '/^read$|poll|uring' wait_for ${way}`,
  lane: way,
});

export const threeWaysToWait: Scene = {
  name: 'three-ways-to-wait',
  title: { en: 'Three ways to wait', ko: '기다리는 세 가지 방법' },
  about: {
    en: 'Eight helpers send one message each, number 8 first. A process waits for them all, in three ways; `strace` shows which system calls it makes.',
    ko: '도우미 여덟이 8번부터 차례로 메시지를 하나씩 보냅니다. 한 프로세스가 세 가지 방법으로 모두 기다리고, `strace`가 시스템 호출을 보여 줍니다.',
  },
  steps: [{ act: 'new-disk' }, { delay: 0 }, { act: 'power-on' }, ...WAYS.map(trace)],
  claims: [
    {
      id: 'blocking',
      says: {
        en: 'Blocking reads: eight calls and nothing else, in the order that the program chose, not in the order of arrival.',
        ko: '블로킹 읽기: 호출은 여덟 번뿐이고, 도착한 순서가 아니라 프로그램이 정한 순서입니다.',
      },
      holds: (run) =>
        calls('blocking', run) === 8 &&
        calls('blocking', run, 'read') === 8 &&
        order('blocking', run) === '1 2 3 4 5 6 7 8',
      saw: sawOrder('blocking'),
    },
    {
      id: 'epoll',
      says: {
        en: 'epoll: eight calls to register, then for each message one to wait and one to read, as they arrive.',
        ko: 'epoll: 등록에 여덟 번, 그리고 메시지마다 기다리기 한 번과 읽기 한 번, 도착하는 순서대로입니다.',
      },
      holds: (run) =>
        calls('epoll', run, 'epoll_ctl') === 8 &&
        calls('epoll', run, 'epoll_pwait') === 8 &&
        calls('epoll', run, 'read') === 8 &&
        order('epoll', run) === AS_SENT,
      saw(run) {
        const all = calls('epoll', run);
        return { en: `${all} calls`, ko: `호출 ${all}번` };
      },
    },
    {
      id: 'io-uring',
      says: {
        en: 'io_uring: one call hands over all eight reads and waits; there is no read at all, and the results lie in memory as they arrived.',
        ko: 'io_uring: 호출 한 번이 여덟 읽기를 모두 맡기고 기다립니다. read는 한 번도 없고, 결과는 도착한 순서대로 메모리에 놓입니다.',
      },
      holds: (run) =>
        calls('io_uring', run, 'io_uring_enter') === 1 &&
        calls('io_uring', run, 'read') === 0 &&
        order('io_uring', run) === AS_SENT,
      saw(run) {
        const all = calls('io_uring', run);
        return { en: `${all} calls, setup included`, ko: `준비까지 호출 ${all}번` };
      },
    },
  ],
  predictions: [
    {
      id: 'most',
      asks: {
        en: 'Eight messages are waited for. Which way makes the most system calls?',
        ko: '메시지 여덟 개를 기다립니다. 시스템 호출이 가장 많은 방법은 무엇일까요?',
      },
      choices: WAYS.map((way) => ({
        says: { en: way, ko: way },
        holds: (run: Run) =>
          WAYS.every((other) => other === way || calls(way, run) > calls(other, run)),
      })),
      saw(run) {
        const text = WAYS.map((way) => `${way} ${calls(way, run)}`).join(', ');
        return { en: text, ko: text };
      },
    },
  ],
  labels: {
    power: '전원',
    on: '켜짐',
    shell: '셸',
    blocking: '블로킹',
    'written to the disk': '디스크에 쓴 양',
  },
};
