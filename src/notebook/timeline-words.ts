/** Words of what can be done with a timeline, in both languages. */
const en = {
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  zoomAll: (zoom: string) => `${zoom}, show all`,
  /** Said to those who come to the drawing with the keyboard. */
  keys: 'Arrow keys move along, + and − zoom, 0 shows all.',
  replay: 'Replay',
  pause: 'Pause',
  scrubber: 'Moment of the run',
  hint: 'Point at an event, or move the slider, to see its line of code and of output.',
  position: (number: number, of: number) => `event ${number} of ${of}`,
  save: 'Save',
  saveAs: (format: string) => `Save as ${format}`,
  saveFailed: 'The drawing could not be made in this browser.',
  compare: 'Compare with',
  alone: 'nothing',
  recorded: 'the recorded run',
  previous: 'my run before',
  own: 'This run',
  ofRecorded: 'The recorded run',
  ofPrevious: 'My run before',
  took: (run: string, time: string) => `${run}, ${time}`,
  beat: 'beat',
  message: (label: string, from: string, to: string) => `${label}, ${from} → ${to}`,
  inFlight: (label: string, from: string) => `${label} from ${from}, not received`,
};

export type TimelineWords = typeof en;

const ko: TimelineWords = {
  zoomIn: '확대',
  zoomOut: '축소',
  zoomAll: (zoom) => `${zoom}, 전체 보기`,
  keys: '화살표 키로 이동하고, +와 −로 확대·축소하며, 0으로 전체를 봅니다.',
  replay: '다시 보기',
  pause: '일시 정지',
  scrubber: '실행 시점',
  hint: '이벤트를 가리키거나 슬라이더를 움직이면 해당 코드와 출력 줄이 표시됩니다.',
  position: (number, of) => `이벤트 ${of}개 중 ${number}번째`,
  save: '저장',
  saveAs: (format) => `${format} 파일로 저장`,
  saveFailed: '이 브라우저에서는 그림을 만들 수 없습니다.',
  compare: '비교 대상',
  alone: '없음',
  recorded: '기록된 실행',
  previous: '내 이전 실행',
  own: '이번 실행',
  ofRecorded: '기록된 실행',
  ofPrevious: '내 이전 실행',
  took: (run, time) => `${run}, ${time}`,
  beat: '박동',
  message: (label, from, to) => `${label}, ${from} → ${to}`,
  inFlight: (label, from) => `${from}에서 보낸 ${label}, 받지 못함`,
};

export const timelineWords = { en, ko };
