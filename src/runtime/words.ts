/** Why a container could not start or was lost, and how the page says that. */
import type { ContainerKind } from './container.ts';
import type { RuntimeState } from './choose.ts';

export type Language = 'en' | 'ko';

export type CauseCode =
  | 'no-network'
  | 'unreachable'
  | 'host-silent'
  | 'blocked'
  | 'not-isolated'
  | 'not-allowed'
  | 'took-too-long'
  | 'needs-reload'
  | 'lost'
  | 'error';

export interface Cause {
  code: CauseCode;
  /** The technical message, in English, for `error` and `lost`. */
  detail?: string;
}

/** What a maker rejects with when it knows the cause. */
export class BootError extends Error {
  readonly code: CauseCode;

  constructor(code: CauseCode, detail?: string) {
    super(detail ?? code);
    this.name = 'BootError';
    this.code = code;
  }
}

/** The cause behind whatever a maker threw. */
export function causeOf(error: unknown): Cause {
  if (error instanceof BootError) {
    return error.message === error.code
      ? { code: error.code }
      : { code: error.code, detail: error.message };
  }
  return { code: 'error', detail: error instanceof Error ? error.message : String(error) };
}

/** True when trying again on the same page may end differently. */
export function canRetry(cause: Cause): boolean {
  return !['not-allowed', 'not-isolated', 'needs-reload', 'blocked'].includes(cause.code);
}

export const kindNames: Record<Language, Record<ContainerKind, string>> = {
  en: { webcontainer: 'WebContainer', embedded: 'embedded Node' },
  ko: { webcontainer: 'WebContainer', embedded: '내장 Node' },
};

const causes: Record<Language, Record<CauseCode, string>> = {
  en: {
    'no-network': 'This browser is offline. Connect to a network, then choose Retry.',
    unreachable:
      'Its server could not be reached: the network, a firewall or a content blocker stands in between. Check the connection, then choose Retry.',
    'host-silent': 'Its server answered, but did not start it. Choose Retry in a while.',
    blocked: 'The security policy of this site does not let its server in.',
    'not-isolated':
      'This page is not cross-origin isolated, and without that no thread may share memory. A site served by `npm start` is.',
    'not-allowed': 'This address has no key for it.',
    'took-too-long': 'It took too long to answer. Choose Retry.',
    'needs-reload': 'It stopped answering on this page. Reload the page to start it anew.',
    lost: 'It stopped answering. Your edits are kept: choose Run again.',
    error: 'It reported an error. Choose Retry, or reload the page.',
  },
  ko: {
    'no-network': '브라우저가 오프라인입니다. 네트워크에 연결한 뒤 다시 시도를 누르세요.',
    unreachable:
      '서버에 닿지 못했습니다. 네트워크, 방화벽, 콘텐츠 차단기 가운데 하나가 막고 있습니다. 연결을 확인한 뒤 다시 시도를 누르세요.',
    'host-silent': '서버가 응답했지만 시작되지 않았습니다. 잠시 뒤 다시 시도를 누르세요.',
    blocked: '이 사이트의 보안 정책이 그 서버를 막고 있습니다.',
    'not-isolated':
      '이 페이지는 교차 출처 격리 상태가 아니어서 스레드끼리 메모리를 공유할 수 없습니다. `npm start`로 연 사이트는 격리됩니다.',
    'not-allowed': '이 주소에는 사용 키가 없습니다.',
    'took-too-long': '응답이 너무 오래 걸렸습니다. 다시 시도를 누르세요.',
    'needs-reload': '이 페이지에서 응답이 끊겼습니다. 페이지를 새로 고치면 다시 시작합니다.',
    lost: '응답이 끊겼습니다. 고친 내용은 그대로 있습니다. 다시 실행하세요.',
    error: '오류가 보고되었습니다. 다시 시도를 누르거나 페이지를 새로 고치세요.',
  },
};

/** One or two sentences: what happened and what to do. */
export function sayCause(cause: Cause, language: Language): string {
  const words = causes[language][cause.code];
  return cause.detail ? `${words} (${cause.detail})` : words;
}

/** What the badge says of `state`; a cause that led to another container is said after it. */
export function sayState(state: RuntimeState, language: Language): string {
  const sentence = phrase(state, language);
  if (!('instead' in state) || !state.instead) return sentence;
  const intro = language === 'en' ? 'WebContainer is not used.' : 'WebContainer를 쓰지 않는 까닭:';
  return `${sentence} ${intro} ${sayCause(state.instead, language)}`;
}

function phrase(state: RuntimeState, language: Language): string {
  const en = language === 'en';
  if (state.phase === 'idle') {
    return en ? 'Node starts on the first Run.' : '처음 실행할 때 Node가 시작됩니다.';
  }
  const name = kindNames[language][state.kind];
  switch (state.phase) {
    case 'checking':
      return en ? `Checking whether ${name} answers…` : `${name}이(가) 응답하는지 확인하는 중…`;
    case 'loading':
      return en ? `Loading ${name}…` : `${name} 불러오는 중…`;
    case 'starting':
      return en ? `Starting ${name}…` : `${name} 시작하는 중…`;
    case 'ready':
      return en
        ? `Node ${state.version} in ${name}.`
        : `${name}에서 Node ${state.version} 실행 중.`;
    case 'failed':
      return en
        ? `${capital(name)} did not start. ${sayCause(state.cause, language)}`
        : `${name}을(를) 시작하지 못했습니다. ${sayCause(state.cause, language)}`;
    case 'lost':
      return en
        ? `${capital(name)} was lost. ${sayCause(state.cause, language)}`
        : `${name}이(가) 멈췄습니다. ${sayCause(state.cause, language)}`;
  }
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
