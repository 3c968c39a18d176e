/** A process that waits for a slow disk, and another one that does not. */
import type { Run } from '../../notebook/timeline-events.ts';
import { ASLEEP } from '../recorder.ts';
import type { Scene } from '../scene.ts';

interface Reading {
  reads: number;
  slept: number;
  looks: number;
  /** Looks at which it was in state D. */
  asleep: number;
}

/** What was said of each of the two times that the file was read. */
function readings({ output }: Run): [cold: Reading, warm: Reading] {
  const counts = [...output.matchAll(/^read_file: (\d+) reads, slept (\d+) times/gm)];
  const looks = [...output.matchAll(/^State: gone\. Looked (\d+) times, (\d+) times/gm)];
  const both = counts.map(([, reads, slept], i) => ({
    reads: Number(reads),
    slept: Number(slept),
    looks: Number(looks[i]![1]),
    asleep: Number(looks[i]![2]),
  }));
  if (both.length !== 2) throw new Error('The file was not read twice.');
  return both as [Reading, Reading];
}

const sleeps = ({ events }: Run) =>
  events.filter((event) => event.type === 'begin' && event.label === ASLEEP).length;

export const asleepOnDisk: Scene = {
  name: 'asleep-on-disk',
  title: { en: 'Asleep on the disk', ko: '디스크에서 잠들다' },
  about: {
    en: 'The disk is made slow, and a process reads from it. Another process watches the first one’s state, and never waits.',
    ko: '디스크를 느리게 하고 한 프로세스가 읽습니다. 다른 프로세스는 기다리지 않고 그 상태를 지켜봅니다.',
  },
  steps: [
    { act: 'new-disk' },
    { delay: 0 },
    { act: 'power-on' },
    { command: 'mount /dev/sda /disk && cd /disk' },
    { delay: 40 },
    { command: 'read_file big & watch_state $!', lane: 'read_file' },
    { command: 'wait' },
    { command: 'read_file big & watch_state $!', lane: 'read_file' },
    { delay: 0 },
  ],
  claims: [
    {
      id: 'state-d',
      says: {
        en: 'While the file came from the disk, its reader was seen in state D again and again.',
        ko: '파일을 디스크에서 읽는 동안 읽는 프로세스가 D 상태인 것이 거듭 보였습니다.',
      },
      holds(run) {
        const [cold, warm] = readings(run);
        return sleeps(run) > 0 && cold.asleep > 8 && cold.asleep > 8 * warm.asleep;
      },
      saw(run) {
        const [{ asleep, looks }] = readings(run);
        return { en: `${asleep} of ${looks} looks`, ko: `${looks}번 중 ${asleep}번` };
      },
    },
    {
      id: 'gives-the-cpu-away',
      says: {
        en: 'For most of its reads it went to sleep of its own accord: a voluntary context switch.',
        ko: '읽기 대부분에서 스스로 잠들었습니다. 자발적 컨텍스트 스위치입니다.',
      },
      // Not for all: on a busy machine the disk has sometimes answered before it could.
      holds(run) {
        const [{ slept, reads }] = readings(run);
        return reads > 0 && slept * 2 > reads;
      },
      saw(run) {
        const [{ slept, reads }] = readings(run);
        return {
          en: `${reads} reads, asleep ${slept} times`,
          ko: `읽기 ${reads}번, 잠 ${slept}번`,
        };
      },
    },
    {
      id: 'others-run',
      says: {
        en: 'Meanwhile the other process ran on the one processor: it looked more often than the reader slept.',
        ko: '그동안 다른 프로세스가 하나뿐인 CPU에서 실행되었습니다. 읽는 프로세스가 잠든 것보다 여러 번 들여다보았습니다.',
      },
      holds(run) {
        const [{ asleep, slept }] = readings(run);
        return asleep > slept;
      },
      saw(run) {
        const [{ asleep, slept }] = readings(run);
        return {
          en: `${asleep} looks in ${slept} sleeps`,
          ko: `잠 ${slept}번 동안 ${asleep}번 들여다봄`,
        };
      },
    },
    {
      id: 'cached',
      says: {
        en: 'The second time the file came from the page cache: the same reads, and it slept less than once for eight of them.',
        ko: '두 번째에는 페이지 캐시에서 왔습니다. 읽기 횟수는 같지만 잠든 것은 여덟 번에 한 번도 안 됩니다.',
      },
      holds(run) {
        const [cold, warm] = readings(run);
        return warm.reads === cold.reads && warm.slept * 8 < warm.reads;
      },
      saw(run) {
        const [, { slept, reads }] = readings(run);
        return {
          en: `${reads} reads, asleep ${slept} times`,
          ko: `읽기 ${reads}번, 잠 ${slept}번`,
        };
      },
    },
  ],
  predictions: [
    {
      id: 'second',
      asks: {
        en: 'The same file is read a second time, and the disk is as slow as before. How often does the reader sleep?',
        ko: '같은 파일을 한 번 더 읽고 디스크는 여전히 느립니다. 읽는 프로세스는 몇 번 잠들까요?',
      },
      choices: [
        {
          says: { en: 'As often as the first time', ko: '처음과 같습니다' },
          holds: (run) => readings(run)[1].slept >= readings(run)[0].slept,
        },
        {
          says: { en: 'Hardly ever or never', ko: '거의 또는 전혀 잠들지 않습니다' },
          holds: (run) => readings(run)[1].slept * 8 < readings(run)[1].reads,
        },
      ],
      saw(run) {
        const [cold, warm] = readings(run);
        return {
          en: `${cold.slept} times, then ${warm.slept}`,
          ko: `${cold.slept}번, 그다음 ${warm.slept}번`,
        };
      },
    },
  ],
  labels: {
    power: '전원',
    on: '켜짐',
    shell: '셸',
    'D (disk sleep)': 'D (디스크 대기)',
    'written to the disk': '디스크에 쓴 양',
  },
};
