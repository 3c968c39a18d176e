/** What stands below a part of the notebook does not jump up while a run fills that part anew. */
import { useEffect, useRef } from 'preact/hooks';

/**
 * Pixels that `box` had when the run began, as its least height until the window changes its size;
 * 0 before there was a run.
 */
export function useKeptHeight(box: { current: HTMLElement | null }, isRunning: boolean): number {
  const height = useRef(0);
  const wasRunning = useRef(false);
  if (isRunning && !wasRunning.current) height.current = box.current?.offsetHeight ?? 0;
  wasRunning.current = isRunning;
  useEffect(() => {
    const forget = () => (height.current = 0);
    addEventListener('resize', forget);
    return () => removeEventListener('resize', forget);
  }, []);
  return height.current;
}
