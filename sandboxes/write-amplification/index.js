// @ts-check
// What a tiny change costs a flash device. All of it is a model: the page
// cache, the chip and who runs it. What is counted are pages and erasures.
import { counter, lane } from '#timeline';
import { InPlace, Translated } from './controllers.js';
import { blockToMove } from './exercise.js';
import { BLOCKS, ENDURANCE, PAGES } from './flash.js';
import { PAGE, PageCache } from './page-cache.js';

const device = lane('device (a model)');
const mostWorn = counter('erasures of the most worn block');
const leastWorn = counter('erasures of the least worn block');
const never = () => undefined;

console.log('256 bytes of one page are changed, one after another');
for (const flushes of ['after each', 'once']) {
  const disk = new Translated(never);
  const cache = new PageCache(disk);
  for (let offset = 0; offset < 256; offset++) {
    cache.writeByte(offset);
    if (flushes === 'after each') cache.flush();
  }
  cache.flush();
  const pages = disk.flash.written;
  console.log(
    `  flushed ${flushes}: pages ${pages}, bytes ${pages * PAGE}`,
  );
}

// Half of the chip is full. Then some of it is rewritten, again and again.
const FILLED = (BLOCKS / 2) * PAGES;
console.log(`rewritten until a block was erased ${ENDURANCE} times`);
const onePage = () => 0;
wearOut('one page, in place', new InPlace(), onePage);
wearOut('one page, where there is room', new Translated(never), onePage);
wearOut('all pages, where there is room', new Translated(never), anyPage());
// Your turn: one page again. Half of the blocks are as good as new.
wearOut('your turn', new Translated(blockToMove), onePage);

/**
 * @param {string} way
 * @param {InPlace | Translated} disk
 * @param {() => number} next the page to be rewritten
 */
function wearOut(way, disk, next) {
  const { flash } = disk;
  for (let page = 0; page < FILLED; page++) disk.write(page);
  const before = flash.written;
  let rewrites = 0;
  let told = 0;
  device.span(way, () => {
    while (flash.wear.most < ENDURANCE) {
      disk.write(next());
      rewrites++;
      if (flash.wear.most >= told) {
        mostWorn(flash.wear.most);
        leastWorn(flash.wear.least);
        told += 10;
      }
    }
  });
  const erased = flash.blocks.map((block) => block.erased).join(' ');
  console.log(`  ${way}`);
  console.log(`    rewrites ${rewrites}, pages ${flash.written - before}`);
  console.log(`    erasures of each block: ${erased}`);
}

/** Any page, in an order that is the same each time. */
function anyPage() {
  let state = 1;
  return () => {
    state = (state * 48271) % 2147483647;
    return state % FILLED;
  };
}
