// @ts-check
import { beatsDuring, length, silence, span } from '../timeline/read.js';

/** @typedef {import('../../src/notebook/timeline-events.ts').Run} Run */

/** Pauses before, between and after two hashes let in three beats at most. */
const MORE_THAN_PAUSES = 5;

/** @type {import('../../src/notebook/timeline-events.ts').Claim[]} */
export const claims = [
  {
    id: 'pbkdf2-sync-stalls',
    says: {
      en: 'While pbkdf2Sync ran, the heart did not beat once: its silence lasted as long as the call.',
      ko: 'pbkdf2Sync가 도는 동안 심장은 한 번도 뛰지 않았고, 호출이 걸린 시간만큼 내내 멎어 있었습니다.',
    },
    holds: (run) => stoodStill(run, 'pbkdf2Sync'),
    saw: (run) => sawSilence(run, 'pbkdf2Sync'),
  },
  {
    id: 'pbkdf2-async-beats',
    says: {
      en: 'While pbkdf2 ran, the heart went on beating.',
      ko: 'pbkdf2가 도는 동안에는 심장이 계속 뛰었습니다.',
    },
    holds: (run) => beatsDuring(run, span(run, 'pbkdf2')) >= 3,
    saw: (run) => sawSilence(run, 'pbkdf2'),
  },
  {
    id: 'same-key',
    says: {
      en: 'The two calls made the same key.',
      ko: '두 호출이 만든 키는 같습니다.',
    },
    holds: (run) => run.output.includes('made the same key: true'),
  },
  {
    id: 'read-sync-stalls',
    says: {
      en: 'While readFileSync read, the heart did not beat once.',
      ko: 'readFileSync가 읽는 동안 심장은 한 번도 뛰지 않았습니다.',
    },
    holds: (run) => stoodStill(run, 'readFileSync'),
    saw: (run) => sawSilence(run, 'readFileSync'),
  },
  {
    id: 'read-async-beats',
    says: {
      en: 'While readFile read, the heart went on beating.',
      ko: 'readFile이 읽는 동안에는 심장이 계속 뛰었습니다.',
    },
    holds: (run) => beatsDuring(run, span(run, 'readFile')) >= 3,
    saw: (run) => sawSilence(run, 'readFile'),
  },
  {
    id: 'right-hashes',
    says: {
      en: 'hashAll gives each of the two passwords its right hash.',
      ko: 'hashAll이 만든 비밀번호 두 개의 해시가 모두 맞습니다.',
    },
    holds: (run) => run.output.includes('Hashes: 87edd74d 15fcfb08'),
  },
  {
    id: 'hashing-beats',
    exercise: true,
    says: {
      en: 'The heart beats on while hashAll hashes the passwords.',
      ko: 'hashAll이 비밀번호를 해시하는 동안에도 심장이 계속 뜁니다.',
    },
    holds: (run) =>
      beatsDuring(run, span(run, 'your turn')) >= MORE_THAN_PAUSES,
    saw: (run) => sawSilence(run, 'your turn'),
  },
];

/**
 * @param {Run} run
 * @param {string} label
 */
function stoodStill(run, label) {
  const call = span(run, label);
  return beatsDuring(run, call) === 0 && silence(run, call) >= length(call);
}

/**
 * @param {Run} run
 * @param {string} label
 */
function sawSilence(run, label) {
  const call = span(run, label);
  const beats = beatsDuring(run, call);
  const took = Math.round(length(call));
  const longest = Math.round(silence(run, call));
  return {
    en: `call ${took} ms, ${beats} beats, longest silence ${longest} ms`,
    ko: `호출 ${took} ms, 박동 ${beats}번, 가장 긴 멈춤 ${longest} ms`,
  };
}
