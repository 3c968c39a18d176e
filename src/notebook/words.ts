/** Every word of the notebook's own, in both languages; a missing one is a type error. */
import type { Language } from '../runtime/words.ts';
import { controlsWords } from './words/controls.ts';
import { differencesWords } from './words/differences.ts';
import { settingsWords } from './words/settings.ts';
import { shareWords } from './words/share.ts';

export type { Language };

const en = {
  run: 'Run',
  stop: 'Stop',
  reset: 'Reset',
  runOnEdit: 'Run on edit',
  edit: 'Edit',
  retry: 'Retry',
  undo: 'Undo',
  cancel: 'Cancel',
  runKeys: 'Ctrl + Enter',

  code: (file: string) => `Code of ${file}`,
  files: 'Files',
  edited: 'edited',
  editHint: 'Tab indents. To leave the editor with the keyboard, press Esc, then Tab.',
  editorFailed:
    'The editor could not be loaded. Check the connection, then choose Edit again; nothing is lost.',

  goTo: (file: string, line: number) => `Go to line ${line} of ${file}`,

  output: 'Output',
  input: 'Input',
  send: 'Send',
  endInput: 'End input',
  waitsForInput: 'It waits for a line of input, below the output.',
  copy: 'Copy',
  copyOutput: 'Copy the output',
  copied: 'Copied.',
  notCopied: 'This browser did not let the page copy: select the text and copy it yourself.',
  clear: 'Clear',
  clearOutput: 'Clear the output',
  unfold: (count: string) => `Show ${count} more lines`,
  noOutput: 'Nothing was printed.',
  omittedLines: (count: string, shown: string) =>
    `Only the last ${shown} lines are shown; ${count} earlier ones are left out.`,

  recorded: (node: string) => `Recorded in Node ${node}; press Run to see your own.`,
  recordedShort: 'recorded',
  noScript: 'This is a recorded run. To run the code here, let this site use JavaScript.',
  loading: 'Loading what runs the code…',
  loadingEditor: 'Loading the editor…',
  loadFailed:
    'What runs the code could not be loaded. Check the connection and reload the page; your edits are kept.',

  state: {
    booting: 'Starting…',
    running: 'Running…',
    exited: (code: number) => `Ended with exit code ${code}.`,
    stopped: 'Stopped by you.',
    stopping: 'Stopping…',
    ending: 'Ending the run before…',
    mounting: 'Handing the files over…',
    spawning: 'Starting the program…',
  },
  stillRunning: 'It has been running for long. Choose Stop to end it, or let it go on.',
  goOn: 'Go on',
  outOfMemory:
    'The program used up its memory and was ended. Let it keep less at a time, then choose Run.',
  killed: (signal: string, code: number) => `Ended by the signal ${signal} (exit code ${code}).`,
  tooMuchOutput:
    'The program printed more than this page can keep, so claims see only its first part.',
  tooManyEvents: (shown: string, dropped: string) =>
    `The timeline shows the first ${shown} events; ${dropped} later ones are left out.`,
  tooManyLanes: (count: number) => `${count} more lanes are left out; the table has their events.`,

  useRuntime: (name: string) => `Use ${name}`,
  where: 'Where this runs',

  claims: 'What this run shows',
  claimHolds: 'holds',
  claimFails: 'does not hold',
  claimUnknown: 'not checked yet',
  claimsHeld: (held: number, of: number) =>
    held === of ? 'Every claim holds.' : `${held} of ${of} claims hold.`,
  solved: 'The exercise is solved.',
  claimsFailed: 'The claims could not be loaded. Check the connection, then choose Run again.',

  predict: 'Predict, before you run it',
  predictAgain: 'Predict again',
  asPredicted: 'As you said.',
  runSays: (answer: string) => `Your run says: ${answer}`,
  noneOfThese: 'Your run says: none of these.',
  recordedCovered: 'The recorded run is covered, so that it does not tell you the answers.',
  uncover: 'Show it',
  score: (right: number, of: number) =>
    of === 1
      ? right === 1
        ? 'Your prediction came true.'
        : 'Your prediction did not come true.'
      : `${right} of your ${of} predictions came true.`,

  exercise: 'Exercise',
  exerciseClaims: 'Done when',
  hint: (number: number, of: number) => `Hint ${number} of ${of}`,
  showSolution: 'Show solution',
  solution: 'the solution',
  applySolution: 'Apply the solution',
  leaveMine: 'Keep my code',
  solutionShown: 'This is the solution. Run it, or take your own code back.',
  resetDone: 'This is the lesson’s code again.',
  lessonChanged:
    'The lesson’s code has changed since you edited it. What you see is your own version.',
  keepMine: 'Keep mine',
  takeNew: 'Take the new one',
  notSaved:
    'This browser does not let the page store your edits: they are gone when you leave the page.',

  controls: controlsWords.en,
  differences: differencesWords.en,
  share: shareWords.en,
  settings: settingsWords.en,

  preview: 'Preview',
  reloadPreview: 'Reload preview',
  previewMessages: 'What the page reports',
  previewMessage: {
    PREVIEW_UNCAUGHT_EXCEPTION: 'uncaught error',
    PREVIEW_UNHANDLED_REJECTION: 'unhandled rejection',
    PREVIEW_CONSOLE_ERROR: 'console.error',
  },
  omittedMessages: (count: string) => `${count} earlier ones are left out.`,

  durable: 'Durable folder',
  durableAbout:
    'What was fsynced here stays in this browser, over reloads, for every sandbox of this site.',
  durableEmpty: 'It is empty.',
  bytes: (count: string) => (count === '1' ? '1 byte' : `${count} bytes`),
  moreFiles: (count: string) => `and ${count} more`,
  wipe: 'Wipe',
  confirmWipe: 'Remove everything in this folder? This cannot be undone.',
  wipeAll: 'Remove',

  timeline: 'Timeline',
  timelineEmpty: 'This run drew no timeline.',
  timelineWaiting: 'Waiting for the first event…',
  timelineSummary: (lanes: string, duration: string, stalls: number, longest: string) => {
    const stalled =
      stalls === 0
        ? ''
        : stalls === 1
          ? ` One stall of ${longest}.`
          : ` ${stalls} stalls, the longest of ${longest}.`;
    return `Timeline of ${lanes} over ${duration}.${stalled} The table below it tells the same.`;
  },
  time: 'time, ms',
  table: 'Timeline as a table',
  tableTime: 'Time (ms)',
  tableLane: 'Lane',
  tableWhat: 'What happens',
  tableMore: (count: string) => `${count} more events are left out.`,
  key: {
    span: 'work',
    mark: 'moment',
    beat: 'event loop turns',
    stall: 'event loop stalled',
    message: 'message',
  },
  row: {
    begin: (label: string) => `${label} begins`,
    end: (label: string, took: string) => `${label} ends after ${took} ms`,
    endless: (label: string) => `${label} has not ended`,
    mark: (label: string) => label,
    beats: (count: number) => (count === 1 ? '1 beat' : `${count} beats`),
    stall: (took: string) => `No beat for ${took} ms`,
    send: (label: string) => `sends ${label}`,
    receive: (label: string, from: string) => `receives ${label} from ${from}`,
    counter: (label: string, value: string) => `${label}: ${value}`,
  },
};

export type Words = typeof en;

const ko: Words = {
  run: '실행',
  stop: '중지',
  reset: '초기화',
  runOnEdit: '고칠 때마다 실행',
  edit: '편집',
  retry: '다시 시도',
  undo: '되돌리기',
  cancel: '취소',
  runKeys: 'Ctrl + Enter',

  code: (file) => `${file} 코드`,
  files: '파일',
  edited: '수정됨',
  editHint: 'Tab은 들여쓰기입니다. 키보드로 편집기를 나가려면 Esc를 누른 뒤 Tab을 누르세요.',
  editorFailed:
    '편집기를 불러오지 못했습니다. 연결을 확인한 뒤 편집을 다시 누르세요. 사라진 내용은 없습니다.',

  goTo: (file, line) => `${file} ${line}번째 줄로 가기`,

  output: '출력',
  input: '입력',
  send: '보내기',
  endInput: '입력 끝내기',
  waitsForInput: '프로그램이 입력을 기다립니다. 출력 아래에 입력하세요.',
  copy: '복사',
  copyOutput: '출력 복사',
  copied: '복사했습니다.',
  notCopied: '브라우저가 복사를 막았습니다. 텍스트를 선택해 직접 복사하세요.',
  clear: '지우기',
  clearOutput: '출력 지우기',
  unfold: (count) => `${count}줄 더 보기`,
  noOutput: '출력된 내용이 없습니다.',
  omittedLines: (count, shown) => `마지막 ${shown}줄만 표시합니다. 앞의 ${count}줄은 생략했습니다.`,

  recorded: (node) => `Node ${node}에서 기록한 실행입니다. 실행을 누르면 직접 돌려 볼 수 있습니다.`,
  recordedShort: '기록',
  noScript:
    '기록해 둔 실행입니다. 여기서 코드를 실행하려면 이 사이트에서 JavaScript를 허용해 주세요.',
  loading: '코드를 실행할 프로그램을 불러오는 중…',
  loadingEditor: '편집기를 불러오는 중…',
  loadFailed:
    '코드를 실행할 프로그램을 불러오지 못했습니다. 연결을 확인하고 페이지를 새로 고치세요. 수정한 내용은 그대로 있습니다.',

  state: {
    booting: '시작하는 중…',
    running: '실행 중…',
    exited: (code) => `종료 코드 ${code}${/[036]$/.test(`${code}`) ? '으로' : '로'} 끝났습니다.`,
    stopped: '중지했습니다.',
    stopping: '중지하는 중…',
    ending: '앞의 실행을 끝내는 중…',
    mounting: '파일을 넘기는 중…',
    spawning: '프로그램을 시작하는 중…',
  },
  stillRunning: '오래 실행되고 있습니다. 중지를 눌러 끝내거나 계속 실행할 수 있습니다.',
  goOn: '계속 실행',
  outOfMemory:
    '프로그램이 메모리를 모두 써서 강제로 종료되었습니다. 한 번에 들고 있는 데이터를 줄이고 다시 실행하세요.',
  killed: (signal, code) => `${signal} 시그널로 끝났습니다(종료 코드 ${code}).`,
  tooMuchOutput: '출력이 너무 많아 앞부분만 보관했습니다. 확인 항목은 그 부분만 보고 판단합니다.',
  tooManyEvents: (shown, dropped) =>
    `타임라인에는 처음 ${shown}개의 이벤트만 표시합니다. 이후 ${dropped}개는 생략했습니다.`,
  tooManyLanes: (count) => `레인 ${count}개를 생략했습니다. 해당 이벤트는 표에서 볼 수 있습니다.`,

  useRuntime: (name) => `${name}로 바꾸기`,
  where: '실행 환경',

  claims: '이 실행에서 확인되는 것',
  claimHolds: '성립',
  claimFails: '성립하지 않음',
  claimUnknown: '아직 확인하지 않음',
  claimsHeld: (held, of) =>
    held === of
      ? '확인 항목이 모두 성립합니다.'
      : `확인 항목 ${of}개 가운데 ${held}개가 성립합니다.`,
  solved: '연습 문제를 풀었습니다.',
  claimsFailed: '확인 항목을 불러오지 못했습니다. 연결을 확인한 뒤 다시 실행하세요.',

  predict: '실행하기 전에 예측해 보기',
  predictAgain: '다시 예측하기',
  asPredicted: '예측대로입니다.',
  runSays: (answer) => `실행 결과: ${answer}`,
  noneOfThese: '실행 결과: 보기 가운데 맞는 것이 없습니다.',
  recordedCovered: '답이 미리 보이지 않도록 기록해 둔 실행을 가려 두었습니다.',
  uncover: '펼쳐 보기',
  score: (right, of) => `예측 ${of}개 가운데 ${right}개가 맞았습니다.`,

  exercise: '연습 문제',
  exerciseClaims: '완료 조건',
  hint: (number, of) => `힌트 ${number}/${of}`,
  showSolution: '풀이 보기',
  solution: '풀이',
  applySolution: '풀이 적용',
  leaveMine: '내 코드 유지',
  solutionShown: '풀이 코드입니다. 실행해 보거나 내 코드로 되돌릴 수 있습니다.',
  resetDone: '처음 코드로 되돌렸습니다.',
  lessonChanged: '수정하신 뒤에 이 샌드박스의 코드가 바뀌었습니다. 지금 보이는 것은 내 코드입니다.',
  keepMine: '내 코드 유지',
  takeNew: '새 코드 받기',
  notSaved:
    '이 브라우저에서는 수정한 내용을 저장할 수 없습니다. 페이지를 떠나면 수정한 내용이 사라집니다.',

  controls: controlsWords.ko,
  differences: differencesWords.ko,
  share: shareWords.ko,
  settings: settingsWords.ko,

  preview: '미리 보기',
  reloadPreview: '미리 보기 새로 고침',
  previewMessages: '페이지가 알린 오류',
  previewMessage: {
    PREVIEW_UNCAUGHT_EXCEPTION: '처리되지 않은 오류',
    PREVIEW_UNHANDLED_REJECTION: '처리되지 않은 거부',
    PREVIEW_CONSOLE_ERROR: 'console.error',
  },
  omittedMessages: (count) => `앞의 ${count}개는 생략했습니다.`,

  durable: '보존 폴더',
  durableAbout:
    '여기에 fsync한 내용은 페이지를 새로 고쳐도 이 브라우저에 남으며, 이 사이트의 모든 샌드박스가 함께 씁니다.',
  durableEmpty: '비어 있습니다.',
  bytes: (count) => `${count}바이트`,
  moreFiles: (count) => `그 밖에 ${count}개`,
  wipe: '비우기',
  confirmWipe: '이 폴더의 내용을 모두 지울까요? 되돌릴 수 없습니다.',
  wipeAll: '지우기',

  timeline: '타임라인',
  timelineEmpty: '이 실행에는 타임라인이 없습니다.',
  timelineWaiting: '첫 이벤트를 기다리는 중…',
  timelineSummary: (lanes, duration, stalls, longest) => {
    const stalled =
      stalls === 0
        ? ''
        : stalls === 1
          ? ` 멈춘 구간이 한 번, ${longest} 있습니다.`
          : ` 멈춘 구간이 ${stalls}번 있고, 가장 긴 것은 ${longest}입니다.`;
    return `${lanes}, 전체 ${duration}의 타임라인입니다.${stalled} 같은 내용이 아래 표에 있습니다.`;
  },
  time: '시간, ms',
  table: '타임라인을 표로 보기',
  tableTime: '시간 (ms)',
  tableLane: '레인',
  tableWhat: '일어난 일',
  tableMore: (count) => `이후 이벤트 ${count}개는 생략했습니다.`,
  key: {
    span: '작업',
    mark: '시점',
    beat: '이벤트 루프가 돎',
    stall: '이벤트 루프가 멈춤',
    message: '메시지',
  },
  row: {
    begin: (label) => `${label} 시작`,
    end: (label, took) => `${label} 끝, ${took} ms 걸림`,
    endless: (label) => `${label} 끝나지 않음`,
    mark: (label) => label,
    beats: (count) => `박동 ${count}번`,
    stall: (took) => `${took} ms 동안 박동 없음`,
    send: (label) => `${label} 보냄`,
    receive: (label, from) => `${from}에서 ${label} 받음`,
    counter: (label, value) => `${label}: ${value}`,
  },
};

export const words: Record<Language, Words> = { en, ko };
