/** Every word of the kernel lab's own, in both languages; a missing one is a type error. */
import type { Language } from '../notebook/words.ts';
import type { Cause } from './tab-lab.ts';

const en = {
  play: 'Play the scene',
  powerOn: 'Power on',
  pull: 'Pull the plug',
  newDisk: 'New disk',
  delay: 'Disk delay',
  noDelay: 'none',
  milliseconds: (count: number) => `${count} ms`,
  terminal: 'Terminal',
  terminalKeys: 'Type commands here. Tab leaves the terminal.',
  recorded:
    'A recorded run. The lab is a real Linux in an emulated PC: about 5 MB, fetched when you start it.',
  noScript: 'This is a recorded run. To start the lab here, let this site use JavaScript.',
  loading: (percent: number) => `Fetching the machine… ${percent} %`,
  starting: 'Powering on…',
  playing: (step: number, of: number) => `Playing the scene: step ${step} of ${of}.`,
  played: 'The scene has been played. The machine is yours: type, or pull the plug.',
  on: 'The machine is on: type a command.',
  off: 'The machine is off. Its disk keeps what it has.',
  fresh: 'There is a new disk in the machine.',
  stopped: 'The plug was pulled before the scene had ended: nothing is claimed of it.',
  claims: 'What this run shows',
  problem: {
    'no-wasm':
      'This browser has no WebAssembly, or it is switched off, and the lab cannot run without it. The recorded run stays readable.',
    network: 'The machine could not be fetched. Check the connection, then choose again.',
    memory:
      'There is not enough memory for the machine: it takes about 200 MB. Close other tabs, or open this page on a computer, then choose again.',
    silent:
      'The machine does not answer any more, and its disk is lost with it. The device may be short of memory: close other tabs, then choose again.',
    error:
      'The machine has failed, and its disk is lost with it. Choose again; if it stays so, another browser may do.',
  } satisfies Record<Cause, string>,
};

const ko: typeof en = {
  play: '장면 재생',
  powerOn: '전원 켜기',
  pull: '플러그 뽑기',
  newDisk: '새 디스크',
  delay: '디스크 지연',
  noDelay: '없음',
  milliseconds: (count) => `${count} ms`,
  terminal: '터미널',
  terminalKeys: '여기에 명령을 입력하세요. Tab 키를 누르면 터미널에서 나갑니다.',
  recorded:
    '기록해 둔 실행입니다. 이 실험실은 에뮬레이션한 PC에서 도는 진짜 Linux이며, 시작할 때 약 5 MB를 내려받습니다.',
  noScript: '기록해 둔 실행입니다. 직접 돌려 보려면 이 사이트에서 JavaScript를 허용하세요.',
  loading: (percent) => `기계를 내려받는 중… ${percent} %`,
  starting: '전원을 켜는 중…',
  playing: (step, of) => `장면을 재생하는 중: ${of}단계 중 ${step}단계.`,
  played: '장면이 끝났습니다. 이제 직접 명령을 입력하거나 플러그를 뽑아 보세요.',
  on: '기계가 켜져 있습니다. 명령을 입력하세요.',
  off: '기계가 꺼져 있습니다. 디스크에는 쓰인 것이 남아 있습니다.',
  fresh: '기계에 새 디스크를 넣었습니다.',
  stopped: '장면이 끝나기 전에 플러그를 뽑았으므로, 이 실행으로는 아무것도 판정하지 않습니다.',
  claims: '이 실행에서 확인되는 것',
  problem: {
    'no-wasm':
      '이 브라우저에는 WebAssembly가 없거나 꺼져 있어 실험실을 돌릴 수 없습니다. 기록해 둔 실행은 그대로 읽을 수 있습니다.',
    network: '기계를 내려받지 못했습니다. 연결을 확인한 뒤 다시 선택하세요.',
    memory:
      '기계를 돌릴 메모리가 부족합니다. 약 200 MB가 필요합니다. 다른 탭을 닫거나 컴퓨터에서 이 페이지를 연 뒤 다시 선택하세요.',
    silent:
      '기계가 더는 응답하지 않아 디스크의 내용도 잃었습니다. 기기에 메모리가 부족할 수 있으니 다른 탭을 닫은 뒤 다시 선택하세요.',
    error:
      '기계가 고장 나 디스크의 내용도 잃었습니다. 다시 선택해 보고, 그래도 안 되면 다른 브라우저에서 여세요.',
  },
};

export const labWords: Record<Language, typeof en> = { en, ko };
