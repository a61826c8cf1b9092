/** Problems of this area: code → what happened, and what to do next. */
export const problems = {
  'file-empty': {
    message: '“{file}” is empty: it holds no records.',
    next: 'Export it again from where it came from, then open it here.',
  },
  'not-a-table': {
    message: '“{file}” is not a table: its bytes are not text.',
    next: 'Check that this is the right file, or export the table as CSV or Parquet.',
  },
  'encoding-unknown': {
    message: 'There is no encoding called “{encoding}”.',
    next: 'Use a name such as utf-8, gb18030, big5, shift_jis or windows-1252.',
  },
  'no-lines': {
    message: '“{file}” is one line of more than 16 MB: no rows can be told apart in it.',
    next: 'Check that this is the right file, or export the table as CSV with a line for each row.',
  },
  'too-many-columns': {
    message: '“{file}” has {columns} columns; a table here holds at most {most}.',
    next: 'Turn the table so that its columns become rows, or export only the columns that you need.',
  },
  'parquet-truncated': {
    message: '“{file}” is a Parquet file that stops before its end.',
    next: 'Copy or download it again: the last part is missing.',
  },
  'account-differs': {
    message:
      'The records of “{file}” do not add up: {counted} in the file, {loaded} loaded, {setAside} set aside. Nothing was kept.',
    next: 'Save the file again as CSV UTF-8 and open that, and please report this file’s shape.',
  },
  'recipe-value': {
    message: 'The import recipe has a value for “{key}” that makes no sense.',
    next: 'Correct it, or take the line out: what is left out is found from the file.',
  },
  'archive-damaged': {
    message: '“{file}” cannot be unpacked: the archive is damaged or stops before its end.',
    next: 'Copy or download it again.',
  },
  'archive-empty': { message: 'The archive “{file}” holds no files.', next: 'Pack the table again.' },
  'archive-locked': {
    message: 'The archive “{file}” is locked with a password.',
    next: 'Unpack it on your machine and open what is inside.',
  },
  'archive-member': {
    message: 'The archive “{file}” holds no “{member}”.',
    next: 'Choose one of the files that it holds.',
  },
  'archive-too-large': {
    message: '“{file}” unpacks to far more than a table would: it is not opened.',
    next: 'Unpack it on your machine and open what is inside, if you trust it.',
  },
  'workbook-damaged': {
    message: '“{file}” is a workbook that cannot be read.',
    next: 'Open it in a spreadsheet program and save it again as .xlsx.',
  },
  'workbook-locked': {
    message: '“{file}” is locked with a password.',
    next: 'Save it without a password and open that.',
  },
  'sheet-unknown': {
    message: 'There is no sheet called “{sheet}”.',
    next: 'The sheets are: {sheets}.',
  },
  'range-unknown': {
    message: '“{range}” is no range of cells.',
    next: 'Write it as B3:F200.',
  },
  'range-empty': {
    message: 'The cells of “{range}” are empty.',
    next: 'Choose a range that has cells in it, or none.',
  },
  'header-line-unknown': {
    message: '“{file}” has no names on line {line}.',
    next: 'Name a line with text on it; the last one looked at is {last}.',
  },
  'skip-too-large': {
    message: 'Nothing is left of “{file}” without its first {skip} lines.',
    next: 'Leave out fewer; the last line looked at is {last}.',
  },
  'table-unknown': {
    message: 'There is no table {table}: the file holds {tables}.',
    next: 'Choose one of them, or all.',
  },
  'json-damaged': { message: '“{file}” is no valid JSON.', next: 'Export it again.' },
  'json-no-table': {
    message: '“{file}” is JSON, but holds no records.',
    next: 'A list of objects, or one object on each line, makes a table.',
  },
  'arrow-damaged': {
    message: '“{file}” is an Arrow or Feather file that cannot be read.',
    next: 'Write it again as Feather version 2 without compression, or as Parquet.',
  },
  'files-differ': {
    message: '“{file}” has other columns than “{first}”. Missing: {missing}. New: {extra}.',
    next: 'Load each file as a table of its own, or name the columns alike and export again.',
  },
  'files-mixed': {
    message:
      '“{file}” and “{first}” cannot become one table: one of them is a Parquet file, the other is not.',
    next: 'Load each as a table of its own.',
  },
};

/** Other sentences of this area. */
export const words = {
  noticeHeaderOnly: 'The file has a header of {columns} columns and no records.',
  noticeNoHeader:
    'The first line holds data, not names: the columns are called column_1 to column_{columns}.',
  noticePreamble: 'Lines left out before the table: {lines}.',
  noticeNamesChanged: 'Column names changed to be unique: {names}.',
  noticeShortRows:
    'The header has {columns} names but most records have {cells} cells: the missing ones are null.',
  noticeRewritten:
    'The engine could not read the file as it is (mixed line ends, broken quotes, bad bytes or damaged records), so Ebb read it line by line.',
  reasonStrayQuote: 'text after a closing quote',
  importSummary: '{file}: {records} records = {loaded} loaded + {setAside} set aside',
  importNulls: '{nulls} null',
  importMisfits: '{misfits} cells are no {type}: {examples}',
  importSetAside: 'Set aside, by line in the file:',
  noticeMended: '{records} damaged records were mended, each in the only way that fits the columns.',
  noticeFooter: 'Lines at the end set aside as totals or notes: {records}.',
  noticeSubtotals: 'Subtotals between the rows set aside: {records}.',
  noticeOtherTable: 'Another table begins on line {line}: the file holds {tables}, and one is loaded.',
  noticeNulBytes: '{count} NUL characters were left out.',
  noticeHeaderRows: 'The names come from {rows} header rows.',
  noticePercent: 'Percentages are loaded as parts of one, 12% as 0.12: {columns}.',
  noticeTenThousands: 'Numbers with 千, 万 or 亿 are loaded in full, 1.2万 as 12000: {columns}.',
  noticePeriodStart: 'Months and quarters are loaded as their first day: {columns}.',
  noticeEra:
    'Years of an era are loaded as those of the common calendar, 民國113年 and 令和6年 as 2024: {columns}.',
  noticeUtc: 'Times are in UTC, so that a day goes from midnight to midnight there: {columns}.',
  noticeOffset:
    'Times with an offset are loaded as on the clock there, so that a day goes from midnight to midnight there: {columns}.',
  noticeOtherSheets: 'The workbook has other sheets: {sheets}.',
  noticeMember: 'The archive holds other tables: {members}.',
  noticeJsonPart: 'The table is the list at “{path}”; what else the file holds is not loaded.',
  noticeStrayCells: 'Cells far from the table are set aside: {cells}. Choose a range to load them.',
  noticeDumpNulls: 'Cells that are {word}, as dumps of databases write null, are null in text columns too.',
  noticeGuards: 'Taken off around the values (="…", apostrophes, tabs, filling spaces): {columns}.',
  noticeShortenedIds:
    'Numbers like 1.23457E+17 lost their last digits before this file was saved: {columns}. If these are ids, export them again as text.',
  reasonOtherTable: 'belongs to another table',
  reasonRepeatedHeader: 'the header once more',
  reasonBlankRecord: 'all its cells are blank',
  reasonFooter: 'a total or note at the end',
  reasonSubtotal: 'a subtotal of the rows above it',
  mendExtraDelimiter: 'one delimiter too many left out',
  mendMissingDelimiter: 'a missing delimiter put back',
  mendInnerQuote: 'quotes inside a cell taken as text',
  mendLooseSpaces: 'words of one cell joined',
  questionDayMonth: '“{column}”: in which order does {example} stand? It stays text until you say.',
  questionBoolean: '“{column}” holds {yes} and {no}: is it a truth value?',
  questionOffset:
    '“{column}” has times with different offsets: as on the clock there, or in UTC? It stays text until you say.',
  questionDecimal: '“{column}”: does the sign in {example} group thousands, or begin the decimals?',
  questionCreditDebit:
    '“{column}” marks credit and debit, as in {example}: which is positive? It stays text until you say.',
  questionShortMonth:
    '“{column}” holds {example}: is the number a year? Then each is the first day of that month. It stays text until you say.',
  questionRocDate:
    '“{column}” holds {example}: are these years of the Republic of China, 113 for 2024? It stays text until you say.',
  importNullWord: '{count} × “{word}” as null',
  reasonBadJson: 'no valid JSON',
};
