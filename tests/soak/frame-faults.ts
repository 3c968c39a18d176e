/** The frame that Node lives in goes. */
import { inContext, type Fault } from './fault.ts';
import { Reader } from './reader.ts';

export const frameFaults: Fault[] = [
  {
    name: 'frame removed in mid-run',
    done: 'the frame is taken out of the document; Run',
    ends: (bench) =>
      inContext(bench, async (context) => {
        const reader = await Reader.open(context, bench.sites['with headers'], 'ko');
        await reader.runHalfWay();
        await reader.page.evaluate(() => document.querySelector('iframe')!.remove());
        const saw = await reader.failsWith('다시 실행하면 새로 시작하며');
        await reader.keepsEdits();
        await reader.runAgainHalfWay();
        await reader.goOn();
        return saw;
      }),
  },
  {
    name: 'frame killed in mid-run',
    done: 'a program uses up the memory: the browser ends the frame’s process',
    ends: {
      file: 'limits.spec.ts',
      test: 'a program that uses up the memory takes Node down, not the page: said, and replaced',
    },
  },
  {
    name: 'WebContainer’s frame removed in mid-run',
    done: 'the host’s frame is taken out of the document',
    ends: {
      file: 'runtime.spec.ts',
      test: 'a WebContainer that is lost in mid-run is said and replaced, and edits are kept',
    },
  },
];
