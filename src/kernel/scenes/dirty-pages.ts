/** The page cache: how it fills with what is not on the disk yet, and the three ways in which it drains. */
import type { Run } from '../../notebook/timeline-events.ts';
import { DIRTY, WRITTEN } from '../recorder.ts';
import type { Scene } from '../scene.ts';

const FLUSHER = '/proc/sys/vm/dirty_writeback_centisecs';
const SHOW = 'grep Dirty: /proc/meminfo';

/** What a counter showed while the command was run whose text begins so, in kB. */
function during(begin: string, counter: string, { events }: Run): number[] {
  const started = events.find((event) => event.type === 'begin' && event.label.startsWith(begin));
  if (started?.type !== 'begin') throw new Error(`"${begin}" was not typed.`);
  const from = events.indexOf(started);
  const to = events.findIndex((event) => event.type === 'end' && event.span === started.span);
  return events
    .slice(from, to)
    .flatMap((event) => (event.type === 'counter' && event.counter === counter ? event.value : []));
}

/** How many writes the disk had been asked for, each time that this was shown. */
const diskWrites = ({ output }: Run) =>
  [...output.matchAll(/^disk writes: (\d+)$/gm)].map(([, count]) => Number(count));

function costs(run: Run): { each: number; once: number } {
  const [before, between, after] = diskWrites(run);
  if (after === undefined) throw new Error('The writes were not counted.');
  return { each: between! - before!, once: after - between! };
}

const sawDirty = (begin: string) => (run: Run) => {
  const values = during(begin, DIRTY, run).join(', ');
  return { en: `Dirty: ${values} kB`, ko: `Dirty: ${values} kB` };
};

export const dirtyPages: Scene = {
  name: 'dirty-pages',
  title: { en: 'Dirty pages', ko: '더티 페이지' },
  about: {
    en: 'Linux counts in `Dirty` what was written and is not on the disk yet. Watch it rise, and see what makes it fall.',
    ko: 'Linux는 썼지만 아직 디스크에 없는 양을 `Dirty`로 셉니다. 값이 오르는 것과, 무엇이 그 값을 내리는지 보세요.',
  },
  steps: [
    { act: 'new-disk' },
    { delay: 0 },
    { act: 'power-on' },
    // For now the kernel writes nothing of its own accord.
    { command: 'mount -o commit=300 /dev/sda /disk && cd /disk' },
    { command: `echo 30000 > ${FLUSHER}; sync; ${SHOW}` },
    {
      command: `for i in 1 2 3 4; do dd if=/dev/zero of=$i bs=1M count=1 2> /dev/null; ${SHOW}; done`,
    },
    { command: `sync; ${SHOW}` },
    // The kernel looks five times a second for what is older than its limit: 30 seconds, then one.
    { command: `echo 20 > ${FLUSHER}` },
    { command: `dd if=/dev/zero of=5 bs=1M count=1 2> /dev/null; ${SHOW}` },
    { command: 'echo 100 > /proc/sys/vm/dirty_expire_centisecs' },
    { command: `while ${SHOW} | grep -v ' [0-9] kB'; do usleep 200000; done; ${SHOW}` },
    { command: `echo 30000 > ${FLUSHER}; sync` },
    { command: `writes() { awk '{ print "disk writes: " $5 }' /sys/block/sda/stat; }; writes` },
    { command: 'for i in $(seq 10); do echo $i >> each; fsync each; done; writes' },
    { command: 'for i in $(seq 10); do echo $i >> once; done; fsync once; writes' },
  ],
  claims: [
    {
      id: 'rises',
      says: {
        en: 'With each megabyte that was written Dirty rose by about as much, and next to nothing of it went to the disk.',
        ko: '1메가바이트를 쓸 때마다 Dirty도 그만큼 올랐고, 디스크로는 거의 아무것도 가지 않았습니다.',
      },
      holds(run) {
        const dirty = during('for i in 1 2 3 4', DIRTY, run);
        const written = during('for i in 1 2 3 4', WRITTEN, run);
        const rises = dirty.slice(1).every((value, i) => value - dirty[i]! >= 1000);
        const before = during(`echo 30000 > ${FLUSHER}; sync; `, WRITTEN, run).at(-1) ?? 0;
        return dirty.length === 4 && rises && (written.at(-1) ?? before) - before < 512;
      },
      saw: sawDirty('for i in 1 2 3 4'),
    },
    {
      id: 'sync-empties',
      says: {
        en: 'sync brought Dirty down to almost nothing, and the four megabytes to the disk.',
        ko: 'sync는 Dirty를 거의 0으로 내리고 4메가바이트를 디스크에 썼습니다.',
      },
      holds(run) {
        const written = during('sync; grep', WRITTEN, run).at(-1) ?? 0;
        return during('sync; grep', DIRTY, run).at(-1)! < 100 && written >= 4096;
      },
      saw(run) {
        const written = during('sync; grep', WRITTEN, run).at(-1);
        const dirty = during('sync; grep', DIRTY, run).at(-1);
        return {
          en: `Dirty ${dirty} kB, written ${written} kB`,
          ko: `Dirty ${dirty} kB, 쓴 양 ${written} kB`,
        };
      },
    },
    {
      id: 'drains-alone',
      says: {
        en: 'Left alone it fell as well: the kernel wrote what was older than the limit.',
        ko: '그냥 두어도 내려갔습니다. 정해 둔 시간보다 오래된 것을 커널이 썼기 때문입니다.',
      },
      holds(run) {
        const high = during('dd if=/dev/zero of=5', DIRTY, run).at(-1)!;
        return high >= 1000 && during('while grep', DIRTY, run).at(-1)! < 10;
      },
      saw: sawDirty('while grep'),
    },
    {
      id: 'batch-is-cheap',
      says: {
        en: 'Ten records with an fsync each asked the disk for at least five times as many writes as ten with one at the end.',
        ko: '레코드 10개에 fsync를 하나씩 하면, 끝에 한 번만 할 때보다 디스크 쓰기가 다섯 배 이상 많았습니다.',
      },
      holds(run) {
        const { each, once } = costs(run);
        return once > 0 && each >= 5 * once;
      },
      saw(run) {
        const { each, once } = costs(run);
        return { en: `${each} writes and ${once}`, ko: `${each}회와 ${once}회` };
      },
    },
  ],
  predictions: [
    {
      id: 'falls',
      asks: {
        en: 'One more megabyte is written, and nobody calls sync. What does `Dirty` do?',
        ko: '1메가바이트를 더 쓰고 아무도 sync를 부르지 않습니다. `Dirty`는 어떻게 될까요?',
      },
      choices: [
        {
          says: { en: 'It stays until somebody syncs', ko: '누가 sync를 할 때까지 그대로입니다' },
          holds: (run) => during('while grep', DIRTY, run).at(-1)! >= 1000,
        },
        {
          says: { en: 'It falls after a while by itself', ko: '잠시 뒤 저절로 내려갑니다' },
          holds: (run) => during('while grep', DIRTY, run).at(-1)! < 1000,
        },
      ],
      saw: sawDirty('while grep'),
    },
  ],
  labels: {
    power: '전원',
    on: '켜짐',
    shell: '셸',
    Dirty: 'Dirty (아직 디스크에 없음)',
    'written to the disk': '디스크에 쓴 양',
  },
};
