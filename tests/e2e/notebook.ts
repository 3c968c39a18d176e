/** A notebook as its reader finds it: by what its buttons are called. */
import type { Locator, Page } from '@playwright/test';

const en = {
  run: 'Run',
  retry: 'Retry',
  showSolution: 'Show solution',
  replace: 'Replace',
  where: /^Where this runs/,
  use: { embedded: 'Use embedded Node', webcontainer: 'Use WebContainer' },
};

const ko: typeof en = {
  run: '실행',
  retry: '다시 시도',
  showSolution: '풀이 보기',
  replace: '바꾸기',
  where: /^실행 환경/,
  use: { embedded: '내장 Node(으)로 바꾸기', webcontainer: 'WebContainer(으)로 바꾸기' },
};

/** What buttons are called on the page at `path`. */
export function names(path: string): typeof en {
  return path.startsWith('/ko/') ? ko : en;
}

export function sandboxOn(page: Page, name: string): Locator {
  return page.locator(`node-sandbox[name="${name}"]`);
}
