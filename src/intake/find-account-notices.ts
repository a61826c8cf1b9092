import type { Mended, Notice, SetAside } from './import-report.ts';

/** What reading every record of a file brought up. */
export function findAccountNotices({
  setAside,
  mended,
  nuls,
}: {
  readonly setAside: readonly SetAside[];
  readonly mended: readonly Mended[];
  readonly nuls: number;
}): Notice[] {
  const subtotals = setAside.filter(({ reason }) => reason === 'subtotal').length;
  return [
    ...(mended.length > 0 ? [{ code: 'noticeMended' as const, values: { records: mended.length } }] : []),
    ...(subtotals > 0 ? [{ code: 'noticeSubtotals' as const, values: { records: subtotals } }] : []),
    ...(nuls > 0 ? [{ code: 'noticeNulBytes' as const, values: { count: nuls } }] : []),
  ];
}
