import { createContext } from 'svelte';

/** Lets results onto the page one after another, so that many of them at once never hold it up. */
export interface ShowQueue {
  /** Calls `show` once: soon when the element is in sight or near it, else when the page has nothing better to do. Gives what takes it back. */
  add(element: Element, show: () => void): () => void;
  close(): void;
}

export const [useShowQueue, provideShowQueue] = createContext<ShowQueue>();

/** How far outside of the window counts as near: about one screen. */
const NEAR = '800px 0px';
/** The longest that an idle page keeps a result waiting (ms). */
const PATIENCE = 400;

/** A queue over one document. Needs a window. */
export function createShowQueue(): ShowQueue {
  const waiting = new Map<Element, () => void>();
  const near = new Set<Element>();
  let cancel: (() => void) | null = null;

  const sight = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) near.add(target);
        else near.delete(target);
      }
      plan();
    },
    { rootMargin: NEAR },
  );

  function plan(): void {
    cancel?.();
    cancel = null;
    if (near.size > 0) {
      const timer = setTimeout(next);
      cancel = () => clearTimeout(timer);
    } else if (waiting.size > 0) cancel = whenIdle(next);
  }

  function next(): void {
    const [element] = near.size > 0 ? near : waiting.keys();
    const show = element && waiting.get(element);
    if (element) forget(element);
    show?.();
    plan();
  }

  function forget(element: Element): void {
    sight.unobserve(element);
    waiting.delete(element);
    near.delete(element);
  }

  return {
    add(element, show) {
      waiting.set(element, show);
      sight.observe(element);
      plan();
      return () => forget(element);
    },
    close() {
      cancel?.();
      sight.disconnect();
      waiting.clear();
      near.clear();
    },
  };
}

function whenIdle(work: () => void): () => void {
  if (typeof requestIdleCallback === 'undefined') {
    const timer = setTimeout(work, PATIENCE);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(work, { timeout: PATIENCE });
  return () => cancelIdleCallback(handle);
}
