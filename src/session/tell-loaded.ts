import { formatCount } from '../locale/format-count.ts';
import type { ShelfTable } from './data-shelf.svelte.ts';
import { findShapeChanges, type FileShape } from './file-shape.ts';
import type { Notices } from './notices.svelte.ts';

interface Ways {
  readonly notices: Notices;
  /** Shows how the file was loaded. */
  readonly review: () => void;
  /** Puts the table in the place of the one that had its name. */
  readonly replace: () => void;
}

/** Says that a file is loaded, and what of it the user should know first: another shape, another name, lines set aside. */
export function tellLoaded(table: ShelfTable, known: FileShape | null, ways: Ways): void {
  const { file, relation, report, wanted } = table;
  const { notices } = ways;
  const rows = formatCount(report.loaded);
  const changes = known === null ? 0 : findShapeChanges(known, report.columns).length;
  const action = { key: 'importReview' as const, run: ways.review };
  if (changes > 0) {
    notices.say('dataShapeChanged', { values: { file: file.name, rows, count: changes }, action });
  } else if (wanted !== null) {
    notices.say('nameTaken', {
      values: { wanted, file: file.name, name: relation },
      action: { key: 'nameReplace', run: ways.replace },
    });
  } else if (report.setAside.length > 0) {
    const count = formatCount(report.setAside.length);
    notices.say('dataSetAside', { values: { file: file.name, rows, count }, action });
  } else if (report.loaded === 0) {
    notices.say('dataLoadedEmpty', { values: { file: file.name }, action });
  } else notices.say('dataLoaded', { values: { file: file.name, rows }, tone: 'good', action });
}
