import { breathe } from '../breathe.ts';
import type { SetAside } from './import-report.ts';

/**
 * Many set-aside lines as few values: to be sent from a worker to the page, which would else stand still while it takes in
 * each of them on its own.
 */
export interface PackedLines {
  readonly lines: Uint32Array<ArrayBuffer>;
  /** Where each text ends in `text`. */
  readonly ends: Uint32Array<ArrayBuffer>;
  readonly text: string;
  /** Place of each line's reason in `names`. */
  readonly reasons: Uint8Array<ArrayBuffer>;
  readonly names: readonly string[];
}

const FEW = 1000;
const BREATH = 10_000;

/** The answer of a task, packed when it sets many lines aside. */
export function packAnswer(answer: unknown): unknown {
  const { setAside } = (answer ?? {}) as { setAside?: readonly SetAside[] };
  if (!Array.isArray(setAside) || setAside.length < FEW) return answer;
  return { ...(answer as object), setAside: packLines(setAside as readonly SetAside[]) };
}

/** The answer of a task as it was before {@link packAnswer}. */
export async function unpackAnswer(answer: unknown): Promise<unknown> {
  const { setAside } = (answer ?? {}) as { setAside?: readonly SetAside[] | PackedLines };
  if (setAside === undefined || !('ends' in setAside)) return answer;
  return { ...(answer as object), setAside: await unpackLines(setAside) };
}

function packLines(setAside: readonly SetAside[]): PackedLines {
  const names = [...new Set(setAside.map(({ reason }) => reason))];
  const ends = new Uint32Array(setAside.length);
  let end = 0;
  for (const [index, { text }] of setAside.entries()) ends[index] = end += text.length;
  return {
    lines: Uint32Array.from(setAside, ({ line }) => line),
    ends,
    text: setAside.map(({ text }) => text).join(''),
    reasons: Uint8Array.from(setAside, ({ reason }) => names.indexOf(reason)),
    names,
  };
}

async function unpackLines({ lines, ends, text, reasons, names }: PackedLines): Promise<SetAside[]> {
  const setAside: SetAside[] = [];
  for (const [index, line] of lines.entries()) {
    const from = index === 0 ? 0 : (ends[index - 1] ?? 0);
    setAside.push({ line, reason: names[reasons[index] ?? 0] ?? '', text: text.slice(from, ends[index]) });
    if (index % BREATH === BREATH - 1) await breathe();
  }
  return setAside;
}
