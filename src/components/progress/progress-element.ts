/** `<chapter-progress>`: shows the reader's marks beside the links to chapters, and forgets them. */
import { clearMarks, loadMarks, MARKS_EVENT, MARKS_KEY } from '../../notebook/marks.ts';
import { progressOf, type Progress, type Tasks } from './tasks.ts';

const storage = () => localStorage;

class ChapterProgress extends HTMLElement {
  #listening: AbortController | undefined;
  /** What was forgotten on this page, to be taken back. */
  #forgotten: string | null = null;

  connectedCallback(): void {
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    addEventListener(MARKS_EVENT, () => this.#show(), { signal });
    addEventListener('storage', () => this.#show(), { signal });
    this.addEventListener('click', (event) => this.#onClick(event), { signal });
    this.#show();
  }

  disconnectedCallback(): void {
    this.#listening?.abort();
  }

  #show(): void {
    const marks = loadMarks(storage);
    const chapters = JSON.parse(this.dataset['tasks']!) as Record<string, Tasks>;
    for (const link of document.querySelectorAll<HTMLElement>('a[data-chapter]')) {
      const tasks = chapters[link.dataset['chapter']!];
      if (tasks) this.#mark(link, progressOf(tasks, marks));
    }
    const hasMarks = Object.keys(marks).length > 0;
    this.hidden = !hasMarks && this.#forgotten === null;
    this.#button('forget').hidden = !hasMarks;
    this.#button('undo').hidden = hasMarks;
    const status = this.querySelector<HTMLElement>('[role="status"]')!;
    status.textContent = hasMarks ? '' : status.dataset['forgotten']!;
  }

  #mark(link: HTMLElement, { done, of }: Progress): void {
    link.querySelector('.chapter-mark')?.remove();
    if (done === 0) return;
    const mark = document.createElement('span');
    mark.className = 'chapter-mark';
    if (done === of) mark.dataset['all'] = '';
    const words = this.dataset[done === of ? 'all' : 'some']!;
    const said = words.replace('{done}', String(done)).replace('{of}', String(of));
    mark.append(
      span(`${done}/${of}`, { ariaHidden: 'true' }),
      span(` ${said}`, { className: 'sr-only' }),
    );
    link.append(mark);
  }

  #onClick(event: Event): void {
    const action = (event.target as Element).closest('button')?.dataset['action'];
    if (action === 'forget') {
      this.#forgotten = localStorage.getItem(MARKS_KEY);
      clearMarks(storage);
      this.#button('undo').focus();
    } else if (action === 'undo' && this.#forgotten !== null) {
      localStorage.setItem(MARKS_KEY, this.#forgotten);
      this.#forgotten = null;
      this.#show();
      this.#button('forget').focus();
    }
  }

  #button(action: 'forget' | 'undo'): HTMLElement {
    return this.querySelector<HTMLElement>(`[data-action="${action}"]`)!;
  }
}

function span(text: string, properties: Partial<HTMLElement>): HTMLElement {
  return Object.assign(document.createElement('span'), { textContent: text, ...properties });
}

customElements.define('chapter-progress', ChapterProgress);
