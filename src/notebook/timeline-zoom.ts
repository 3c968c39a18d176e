/**
 * How much of a timeline is in sight: zoom by wheel with Ctrl or ⌘, by two fingers, by keys and
 * buttons, each about the point that is meant; the rest is scrolling, which the browser does, and
 * dragging. Frames come between steps, however fast a wheel turns.
 */
import { useSignal, type Signal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';

export const MAX_ZOOM = 64;
/** Pixels of the wheel for a factor of e. */
const WHEEL = 250;
/** Pixels that a pressed mouse may move in a click. */
const CLICK = 4;

export interface Zoom {
  scroller: RefObject<HTMLDivElement | null>;
  zoom: Signal<number>;
  /** What must be drawn, in percent of the drawing: what is in sight, and a margin on either side. */
  seen: Signal<{ from: number; to: number }>;
  /** Multiplies the zoom about a point of the window (or the middle of what is in sight). */
  zoomBy(factor: number, clientX?: number): void;
  showAll(): void;
  onKeyDown(event: KeyboardEvent): void;
  onScroll(): void;
  onPointerDown(event: PointerEvent): void;
}

const ALL = { from: 0, to: 100 };

export function useZoom(): Zoom {
  const scroller = useRef<HTMLDivElement>(null);
  const zoom = useSignal(1);
  const seen = useSignal(ALL);
  /** Which share of the drawing stays at which place of the window. */
  const anchor = useRef<{ share: number; clientX: number } | null>(null);
  const wanted = useRef(1);
  const frame = useRef(0);

  const canvas = () => scroller.current!.querySelector<HTMLElement>('.tl-canvas')!;
  const middle = () => {
    const { left, right } = scroller.current!.getBoundingClientRect();
    const from = Math.max(
      left,
      scroller.current!.querySelector('.tl-names')!.getBoundingClientRect().right,
    );
    return (from + right) / 2;
  };
  const zoomBy = (factor: number, clientX = middle()) => {
    if (!frame.current) wanted.current = zoom.value;
    wanted.current = Math.min(MAX_ZOOM, Math.max(1, wanted.current * factor));
    const { left, width } = canvas().getBoundingClientRect();
    anchor.current ??= { share: (clientX - left) / width, clientX };
    frame.current ||= requestAnimationFrame(() => {
      frame.current = 0;
      // Near a whole number it is one: the buttons' way back ends where it began.
      const whole = Math.round(wanted.current);
      zoom.value = Math.abs(wanted.current - whole) < 0.02 ? whole : wanted.current;
    });
  };
  const onScroll = () => {
    if (zoom.value === 1) {
      seen.value = ALL;
      return;
    }
    const { left, width } = canvas().getBoundingClientRect();
    const box = scroller.current!.getBoundingClientRect();
    const half = (box.width / width) * 50;
    const first = Math.floor((((box.left - left) / width) * 100) / half);
    const next = { from: (first - 1) * half, to: (first + 4) * half };
    if (next.from !== seen.value.from || next.to !== seen.value.to) seen.value = next;
  };

  useLayoutEffect(() => {
    const kept = anchor.current;
    anchor.current = null;
    if (!kept) return;
    const { left, width } = canvas().getBoundingClientRect();
    scroller.current!.scrollLeft += left + kept.share * width - kept.clientX;
    onScroll();
  }, [zoom.value]);

  useEffect(() => {
    const box = scroller.current!;
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      zoomBy(Math.exp(-event.deltaY / WHEEL), event.clientX);
    };
    let apart = 0;
    const onTouch = (event: TouchEvent) => {
      const [a, b] = event.touches;
      if (!a || !b) {
        apart = 0;
        return;
      }
      event.preventDefault();
      const now = Math.max(10, Math.abs(a.clientX - b.clientX));
      if (apart > 0) zoomBy(now / apart, (a.clientX + b.clientX) / 2);
      apart = now;
    };
    const touches = ['touchstart', 'touchmove', 'touchend'] as const;
    box.addEventListener('wheel', onWheel, { passive: false });
    for (const type of touches) box.addEventListener(type, onTouch, { passive: false });
    return () => {
      box.removeEventListener('wheel', onWheel);
      for (const type of touches) box.removeEventListener(type, onTouch);
      cancelAnimationFrame(frame.current);
    };
  }, []);

  return {
    scroller,
    zoom,
    seen,
    zoomBy,
    showAll: () => zoomBy(1 / MAX_ZOOM),
    onScroll,
    onKeyDown(event) {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const { key } = event;
      if (key === '+' || key === '=') zoomBy(2);
      else if (key === '-' || key === '−') zoomBy(1 / 2);
      else if (key === '0') zoomBy(1 / MAX_ZOOM);
      else if (key === 'Home') scroller.current!.scrollLeft = 0;
      else if (key === 'End') scroller.current!.scrollLeft = scroller.current!.scrollWidth;
      else return;
      event.preventDefault();
    },
    onPointerDown(event) {
      if (event.pointerType !== 'mouse' || event.button !== 0 || zoom.value === 1) return;
      const box = scroller.current!;
      const target = event.currentTarget as HTMLElement;
      const [startX, startLeft] = [event.clientX, box.scrollLeft];
      const ended = new AbortController();
      const { signal } = ended;
      const onMove = (move: PointerEvent) => {
        const moved = move.clientX - startX;
        if (Math.abs(moved) > CLICK) target.dataset['drags'] = '';
        if ('drags' in target.dataset) box.scrollLeft = startLeft - moved;
      };
      const onUp = () => {
        ended.abort();
        // After the click that comes of it.
        setTimeout(() => delete target.dataset['drags']);
      };
      target.setPointerCapture(event.pointerId);
      target.addEventListener('pointermove', onMove, { signal });
      for (const type of ['pointerup', 'pointercancel'] as const) {
        target.addEventListener(type, onUp, { signal });
      }
    },
  };
}
