import type { SourceFile } from '../engine/source.ts';
import type { Clock, FileAccess, FileKeep, KeptFile, OpenedFile, TextStore } from './platform.ts';

/** A clock that stands still until it is moved; for tests of what happens when. */
export function createTestClock(): Clock & { pass(ms: number): void } {
  let time = 0;
  let timers: { readonly at: number; readonly work: () => void }[] = [];
  return {
    now: () => time,
    after(ms, work) {
      const timer = { at: time + ms, work };
      timers.push(timer);
      return () => {
        timers = timers.filter((one) => one !== timer);
      };
    },
    pass(ms) {
      time += ms;
      const due = timers.filter(({ at }) => at <= time);
      timers = timers.filter(({ at }) => at > time);
      for (const { work } of due) work();
    },
  };
}

/** A store in memory with room for so many characters. */
export function createTestStore(room = Infinity): TextStore & { readonly texts: Map<string, string> } {
  const texts = new Map<string, string>();
  return {
    texts,
    read: (key) => texts.get(key) ?? null,
    write(key, text) {
      if (text.length > room) throw new DOMException('full', 'QuotaExceededError');
      texts.set(key, text);
    },
    remove: (key) => void texts.delete(key),
    keys: () => [...texts.keys()],
  };
}

/** Files that are chosen by the test; what is saved is kept. */
export function createTestFiles(): FileAccess & {
  next: OpenedFile | null;
  readonly saved: [string, string][];
} {
  const saved: [string, string][] = [];
  const files = {
    next: null as OpenedFile | null,
    saved,
    pickNotebook: () => Promise.resolve(files.next),
    pickData: () => Promise.resolve([]),
    saveNotebook(name: string, text: string) {
      saved.push([name, text]);
      return Promise.resolve({
        place: { name, write: (again: string) => Promise.resolve(void saved.push([name, again])) },
      });
    },
    download: () => undefined,
  };
  return files;
}

/** Kept files in memory. */
export function createTestFileKeep(): FileKeep {
  const files = new Map<string, { readonly kept: KeptFile; readonly file: SourceFile }>();
  return {
    noteOrigin: () => undefined,
    keep(file) {
      const id = `${file.name} ${file.size}`;
      const kept = { id, name: file.name, size: file.size, modified: 0, keptAt: 0, how: 'copy' as const };
      files.set(id, { kept, file });
      return Promise.resolve(kept);
    },
    open(id) {
      const file = files.get(id)?.file;
      return Promise.resolve(file ? { file, isOther: false } : 'gone');
    },
    permit: () => Promise.resolve(true),
    hasChanged: () => Promise.resolve(false),
    now: (file) => Promise.resolve(file),
    list: () => Promise.resolve([...files.values()].map(({ kept }) => kept)),
    erase: (id) => Promise.resolve(void files.delete(id)),
    tidy: () => Promise.resolve(),
    onChange: () => undefined,
    room: () => Promise.resolve({ used: 0, most: 0, isSafe: false, hasDisk: false, scratch: 0 }),
  };
}
