/** Why a container could not start, lacks a package or was lost, and how the page says that. */
import type { ContainerKind } from './container.ts';
import type { RuntimeState } from './choose.ts';
import type { DiskProblem } from '../node/index.ts';

export type Language = 'en' | 'ko';

export type CauseCode =
  | 'no-network'
  | 'unreachable'
  | 'host-silent'
  | 'key-refused'
  | 'storage-blocked'
  | 'blocked'
  | 'unsupported'
  | 'not-isolated'
  | 'insecure'
  | 'no-service-worker'
  | 'not-allowed'
  | 'took-too-long'
  | 'needs-reload'
  | 'lost'
  | 'packages-offline'
  | 'packages-unreachable'
  | 'packages-missing'
  | 'packages-damaged'
  | 'error';

export interface Cause {
  code: CauseCode;
  /** The technical message, in English, for `error` and `lost`. */
  detail?: string;
}

/** An error whose cause is known. */
class CausedError extends Error {
  readonly code: CauseCode;

  constructor(code: CauseCode, detail?: string) {
    super(detail ?? code);
    this.code = code;
  }
}

/** What a maker rejects with when it knows the cause. */
export class BootError extends CausedError {
  override name = 'BootError';
}

/** Why packages did not get into a container (snapshots.ts). */
export class InstallError extends CausedError {
  override name = 'InstallError';
}

/** Why /mnt/durable could not be read or wiped: `sayDiskProblem` says it. */
export class DurableError extends Error {
  override name = 'DurableError';
  readonly problem: DiskProblem;

  constructor(problem: DiskProblem, detail: string) {
    super(detail);
    this.problem = problem;
  }
}

/** The cause behind whatever was thrown. */
export function causeOf(error: unknown): Cause {
  if (error instanceof CausedError) {
    return error.message === error.code
      ? { code: error.code }
      : { code: error.code, detail: error.message };
  }
  return { code: 'error', detail: error instanceof Error ? error.message : String(error) };
}

/** True when trying again on the same page may end differently. */
export function canRetry(cause: Cause): boolean {
  const final = [
    'not-allowed',
    'not-isolated',
    'insecure',
    'needs-reload',
    'blocked',
    'unsupported',
  ];
  return !final.includes(cause.code);
}

/** True when the container is well and only a package is missing. */
export function lacksPackages(cause: Cause): boolean {
  return cause.code.startsWith('packages-');
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
    'key-refused':
      'Its server answered, but did not start it: either the key of this site is not valid for this address, or the server is out of order. Choose Retry in a while.',
    'storage-blocked':
      'It needs to store data as a site of its own inside this page (third-party cookies and site data), and this browser blocks that. Allow it for this page, then choose Retry.',
    blocked: 'The security policy of this site does not let its server in.',
    unsupported:
      'This browser lacks what it needs. Use a current version of Chrome, Edge, Firefox or Safari.',
    'not-isolated':
      'Its threads need shared memory, and this browser does not give it to this page. Open the page in a window of its own, in a current browser.',
    insecure:
      'Its threads need shared memory, and browsers give that to secure addresses only. Open this site at its https:// address.',
    'no-service-worker':
      'Its threads need shared memory. This site’s server does not send the headers for that, and this browser keeps the page from adding them with a service worker. Allow this site to store data, or leave the private window, then choose Retry.',
    'not-allowed': 'This address has no key for it.',
    'took-too-long': 'It took too long to answer. Choose Retry.',
    'needs-reload': 'It stopped answering on this page. Reload the page to start it anew.',
    lost: 'It stopped answering, as it does when a program uses up the memory that the browser gives. The next Run starts a new one; your edits and all output are kept.',
    'packages-offline':
      'A package that this code needs could not be fetched: this browser is offline. Connect to a network, then choose Retry.',
    'packages-unreachable':
      'A package that this code needs could not be fetched: the connection broke off, or the server did not answer. Check the connection, then choose Retry.',
    'packages-missing':
      'The server of this site does not have a package that this code needs. Choose Retry, or reload the page: the site may have changed since you opened it.',
    'packages-damaged': 'A package that this code needs arrived damaged. Choose Retry.',
    error: 'It reported an error. Choose Retry, or reload the page.',
  },
  ko: {
    'no-network': '브라우저가 오프라인입니다. 네트워크에 연결한 뒤 다시 시도를 누르세요.',
    unreachable:
      '서버에 닿지 못했습니다. 네트워크, 방화벽, 콘텐츠 차단기 가운데 하나가 막고 있습니다. 연결을 확인한 뒤 다시 시도를 누르세요.',
    'host-silent': '서버가 응답했지만 시작되지 않았습니다. 잠시 뒤 다시 시도를 누르세요.',
    'key-refused':
      '서버가 응답했지만 시작되지 않았습니다. 이 사이트의 키가 이 주소에 맞지 않거나 서버에 장애가 있습니다. 잠시 뒤 다시 시도를 누르세요.',
    'storage-blocked':
      '이 페이지 안에서 별도 사이트로 데이터를 저장해야 하는데(서드 파티 쿠키와 사이트 데이터) 이 브라우저가 막고 있습니다. 이 페이지에서 허용한 뒤 다시 시도를 누르세요.',
    blocked: '이 사이트의 보안 정책이 그 서버를 막고 있습니다.',
    unsupported:
      '이 브라우저에는 필요한 기능이 없습니다. Chrome, Edge, Firefox, Safari의 최신 버전을 쓰세요.',
    'not-isolated':
      '스레드가 공유 메모리를 써야 하는데 이 브라우저가 이 페이지에는 허용하지 않습니다. 최신 브라우저에서 이 페이지를 새 창으로 여세요.',
    insecure:
      '스레드가 공유 메모리를 써야 하는데 브라우저는 안전한 주소에만 허용합니다. https:// 주소로 여세요.',
    'no-service-worker':
      '스레드가 공유 메모리를 써야 합니다. 이 사이트의 서버가 필요한 헤더를 보내지 않고, 서비스 워커로 대신 넣는 것도 이 브라우저가 막고 있습니다. 이 사이트의 데이터 저장을 허용하거나 시크릿 창에서 나온 뒤 다시 시도를 누르세요.',
    'not-allowed': '이 주소에는 사용 키가 없습니다.',
    'took-too-long': '응답이 너무 오래 걸렸습니다. 다시 시도를 누르세요.',
    'needs-reload': '이 페이지에서 응답이 끊겼습니다. 페이지를 새로 고치면 다시 시작합니다.',
    lost: '응답이 끊겼습니다. 프로그램이 브라우저가 주는 메모리를 다 쓰면 이렇게 됩니다. 다시 실행하면 새로 시작하며, 고친 내용과 지금까지의 출력은 그대로 있습니다.',
    'packages-offline':
      '브라우저가 오프라인이라 이 코드에 필요한 패키지를 받지 못했습니다. 네트워크에 연결한 뒤 다시 시도를 누르세요.',
    'packages-unreachable':
      '연결이 끊겼거나 서버가 응답하지 않아 이 코드에 필요한 패키지를 받지 못했습니다. 연결을 확인한 뒤 다시 시도를 누르세요.',
    'packages-missing':
      '이 코드에 필요한 패키지가 이 사이트의 서버에 없습니다. 다시 시도를 누르거나, 그사이 사이트가 바뀌었을 수 있으니 페이지를 새로 고치세요.',
    'packages-damaged': '이 코드에 필요한 패키지가 손상된 채로 왔습니다. 다시 시도를 누르세요.',
    error: '오류가 보고되었습니다. 다시 시도를 누르거나 페이지를 새로 고치세요.',
  },
};

const diskProblems: Record<Language, Record<DiskProblem, string>> = {
  en: {
    absent:
      'This browser cannot keep files for a page (it has no Origin Private File System), so /mnt/durable is not there. Use a recent Chrome, Edge, Firefox or Safari.',
    denied:
      'The browser keeps its storage from this page, so /mnt/durable is not there. Leave the private window, or allow this site to store data.',
    'in-use':
      'Another tab of this site is using /mnt/durable. Close that tab, then choose Run again.',
    full: 'The browser gives this site no more storage, so /mnt/durable is full. Remove files there, or wipe the folder.',
    failed:
      'The storage behind /mnt/durable failed. Choose Run again; if that does not help, wipe the folder.',
  },
  ko: {
    absent:
      '이 브라우저에는 페이지가 파일을 보관할 곳(Origin Private File System)이 없어서 /mnt/durable을 쓸 수 없습니다. 최신 Chrome, Edge, Firefox, Safari를 쓰세요.',
    denied:
      '브라우저가 이 페이지의 저장을 막아서 /mnt/durable을 쓸 수 없습니다. 시크릿 창이라면 일반 창에서 열고, 아니면 이 사이트의 데이터 저장을 허용하세요.',
    'in-use':
      '이 사이트의 다른 탭이 /mnt/durable을 쓰고 있습니다. 그 탭을 닫은 뒤 다시 실행하세요.',
    full: '브라우저가 이 사이트에 저장 공간을 더 주지 않아 /mnt/durable이 가득 찼습니다. 거기 있는 파일을 지우거나 폴더를 비우세요.',
    failed:
      '/mnt/durable이 놓인 저장소에 문제가 생겼습니다. 다시 실행하고, 그래도 안 되면 폴더를 비우세요.',
  },
};

/** Why /mnt/durable cannot be used, and what to do. */
export function sayDiskProblem(problem: DiskProblem, language: Language): string {
  return diskProblems[language][problem];
}

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
    case 'isolating':
      return en ? `Getting shared memory for ${name}…` : `${name}에 쓸 공유 메모리를 준비하는 중…`;
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
