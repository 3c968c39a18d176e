/** Which files outlive a power cut: with and without fsync, and through a rename. */
import type { Prediction, Run } from '../../notebook/timeline-events.ts';
import type { Scene } from '../scene.ts';

/** What the second machine found: its text, from its first command on. */
function found({ output }: Run): string {
  const at = output.lastIndexOf('# mount /dev/sda /disk');
  if (at === -1) throw new Error('The second machine has mounted nothing.');
  return output.slice(at);
}

/** Bytes of a file as wc counted them; undefined where there is no such file. */
function sizeOf(file: string, run: Run): number | undefined {
  const text = found(run);
  if (text.includes(`wc: ${file}: No such file`)) return undefined;
  const [, bytes] = new RegExp(`^ *(\\d+) ${file}$`, 'm').exec(text) ?? [];
  if (bytes === undefined) throw new Error(`wc has not counted ${file}.`);
  return Number(bytes);
}

const contentOf = (file: string, run: Run) =>
  new RegExp(`^${file}:(.*)$`, 'm').exec(found(run))?.[1];

const WHOLE = { en: 'It is whole', ko: '온전합니다' };
const EMPTY = { en: 'It is there and empty: 0 bytes', ko: '있지만 비어 있습니다: 0바이트' };
const GONE = { en: 'It is not there at all', ko: '아예 없습니다' };

function fate(file: string): Pick<Prediction, 'choices' | 'saw'> {
  return {
    choices: [
      { says: WHOLE, holds: (run) => (sizeOf(file, run) ?? 0) > 0 },
      { says: EMPTY, holds: (run) => sizeOf(file, run) === 0 },
      { says: GONE, holds: (run) => sizeOf(file, run) === undefined },
    ],
    saw(run) {
      const size = sizeOf(file, run);
      return size === undefined
        ? { en: `${file}: no such file`, ko: `${file}: 그런 파일이 없음` }
        : { en: `${file}: ${size} bytes`, ko: `${file}: ${size}바이트` };
    },
  };
}

const sawSize = (file: string) => fate(file).saw!;

const sawContent = (file: string) => (run: Run) => ({
  en: `${file} says “${contentOf(file, run)}”`,
  ko: `${file}의 내용: “${contentOf(file, run)}”`,
});

export const pullThePlug: Scene = {
  name: 'pull-the-plug',
  title: { en: 'Pull the plug', ko: '플러그 뽑기' },
  about: {
    en: 'Five files are written, some with `fsync`, and then the power goes. A new machine on the same disk shows what was kept.',
    ko: '파일 다섯 개를 쓰는데 일부만 `fsync`를 하고, 그다음 전원이 끊깁니다. 같은 디스크에 새 기계를 켜면 무엇이 남았는지 보입니다.',
  },
  steps: [
    { act: 'new-disk' },
    { delay: 0 },
    { act: 'power-on' },
    // Only what is asked for reaches the disk, however long the typing takes.
    { command: 'mount -o commit=300 /dev/sda /disk && cd /disk' },
    { command: 'echo 30000 > /proc/sys/vm/dirty_writeback_centisecs; sync' },
    { command: 'echo one > first' },
    { command: 'echo two > second; fsync second' },
    { command: 'echo new > a.tmp; fsync a.tmp; mv a.tmp config-a; fsync .' },
    { command: 'echo new > b.tmp; fsync b.tmp; mv b.tmp config-b' },
    { command: 'echo three > third' },
    { command: 'wc -c first second third; grep . config-a config-b' },
    { act: 'pull' },
    { act: 'power-on' },
    { command: 'mount /dev/sda /disk && cd /disk; dmesg | grep EXT4' },
    { command: 'wc -c first second third' },
    { command: 'grep . config-a config-b' },
  ],
  claims: [
    {
      id: 'seen-before',
      says: {
        en: 'Before the cut, every program saw all five files as they were written.',
        ko: '전원이 끊기기 전에는 어느 프로그램에나 다섯 파일이 모두 쓴 그대로 보였습니다.',
      },
      holds({ output }) {
        const before = output.slice(0, output.lastIndexOf('# mount /dev/sda /disk'));
        return ['4 first', '4 second', '6 third', 'config-a:new', 'config-b:new'].every((line) =>
          before.includes(`${line}\n`),
        );
      },
    },
    {
      id: 'recovered',
      says: {
        en: 'The new machine found a disk in use, and ext4 replayed its journal.',
        ko: '새 기계는 쓰던 중인 디스크를 발견했고, ext4가 저널을 재생했습니다.',
      },
      holds: (run) => found(run).includes('recovery complete'),
    },
    {
      id: 'synced-kept',
      says: {
        en: 'second, written and then synced, is whole.',
        ko: '쓰고 나서 동기화한 second는 온전합니다.',
      },
      holds: (run) => sizeOf('second', run) === 4,
      saw: sawSize('second'),
    },
    {
      id: 'name-without-data',
      says: {
        en: 'first, written before that without fsync, has its name but none of its data.',
        ko: '그보다 먼저 fsync 없이 쓴 first는 이름만 있고 데이터가 없습니다.',
      },
      holds: (run) => sizeOf('first', run) === 0,
      saw: sawSize('first'),
    },
    {
      id: 'unsynced-gone',
      says: {
        en: 'third, written last without fsync, is not there at all.',
        ko: '마지막에 fsync 없이 쓴 third는 아예 없습니다.',
      },
      holds: (run) => sizeOf('third', run) === undefined,
      saw: sawSize('third'),
    },
    {
      id: 'rename-kept',
      says: {
        en: 'config-a, renamed and then its directory synced, is the new one.',
        ko: '이름을 바꾼 뒤 디렉터리까지 동기화한 config-a는 새 내용입니다.',
      },
      holds: (run) => contentOf('config-a', run) === 'new',
      saw: sawContent('config-a'),
    },
    {
      id: 'rename-lost',
      says: {
        en: 'config-b, renamed without syncing the directory, is the old one, and whole.',
        ko: '디렉터리를 동기화하지 않고 이름을 바꾼 config-b는 예전 내용이고, 온전합니다.',
      },
      holds: (run) => contentOf('config-b', run) === 'old',
      saw: sawContent('config-b'),
    },
  ],
  predictions: [
    {
      id: 'first',
      asks: {
        en: '`first` is written without fsync; `second`, written after it, gets one. What is left of `first` after the cut?',
        ko: '`first`는 fsync 없이 쓰고, 그 뒤에 쓴 `second`는 fsync를 합니다. 전원이 끊긴 뒤 `first`는 어떻게 될까요?',
      },
      ...fate('first'),
    },
    {
      id: 'third',
      asks: {
        en: '`third` is written last, without fsync. What is left of it?',
        ko: '`third`는 마지막에 fsync 없이 씁니다. 어떻게 될까요?',
      },
      ...fate('third'),
    },
    {
      id: 'config-b',
      asks: {
        en: 'The new `config-b` is synced under another name and then renamed. The directory is not synced. What does `config-b` say?',
        ko: '새 `config-b`를 다른 이름으로 동기화한 뒤 이름을 바꾸지만, 디렉터리는 동기화하지 않습니다. `config-b`의 내용은 무엇일까요?',
      },
      choices: [
        { says: { en: 'new', ko: 'new' }, holds: (run) => contentOf('config-b', run) === 'new' },
        { says: { en: 'old', ko: 'old' }, holds: (run) => contentOf('config-b', run) === 'old' },
        {
          says: { en: 'nothing', ko: '아무 내용도 없음' },
          holds: (run) => !contentOf('config-b', run),
        },
      ],
      saw: sawContent('config-b'),
    },
  ],
  labels: { power: '전원', on: '켜짐', shell: '셸', 'written to the disk': '디스크에 쓴 양' },
};
