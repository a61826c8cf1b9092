import type { ColumnKind } from '../../engine/table.ts';
import type { MessageKey } from '../../locale/messages.ts';

/** What a column holds, in a word: keys of the catalogue. */
export const kindWords: Readonly<Record<ColumnKind, MessageKey>> = {
  boolean: 'kindBoolean',
  integer: 'kindInteger',
  number: 'kindNumber',
  decimal: 'kindDecimal',
  text: 'kindText',
  date: 'kindDate',
  time: 'kindTime',
  timestamp: 'kindTimestamp',
  interval: 'kindInterval',
  nested: 'kindNested',
  other: 'kindOther',
};
