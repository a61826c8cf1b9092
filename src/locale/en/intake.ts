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
  'kind-not-supported-yet': {
    message: '“{file}” is a {kind} file, which Ebb cannot read yet.',
    next: 'Save or export it as CSV (UTF-8) or Parquet and open that.',
  },
  'encoding-unknown': {
    message: 'There is no encoding called “{encoding}”.',
    next: 'Use a name such as utf-8, gb18030, big5, shift_jis or windows-1252.',
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
};

/** Other sentences of this area. */
export const words = {
  noticeHeaderOnly: 'The file has a header of {columns} columns and no records.',
  noticeNoHeader:
    'The first line holds data, not names: the columns are called column_1 to column_{columns}.',
  noticePreamble: '{lines} lines before the table were left out.',
  noticeNamesChanged: 'Column names changed to be unique: {names}.',
  noticeShortRows:
    'The header has {columns} names but most records have {cells} cells: the missing ones are null.',
  noticeRewritten:
    'The engine could not read the file as it is (mixed line ends, broken quotes or bad bytes), so Ebb read it line by line.',
  reasonStrayQuote: 'text after a closing quote',
  importSummary: '{file}: {records} records = {loaded} loaded + {setAside} set aside',
  importNulls: '{nulls} null',
  importMisfits: '{misfits} cells are no {type}: {examples}',
  importSetAside: 'Set aside, by line in the file:',
  noticeMended: '{records} damaged records were mended, each in the only way that fits the columns.',
  noticeFooter: '{records} lines at the end (totals or notes) were set aside.',
  noticeOtherTable: 'Another table begins on line {line}: the file holds {tables}, and one is loaded.',
  noticeNulBytes: '{count} NUL characters were left out.',
  noticeHeaderRows: 'The names come from {rows} header rows.',
  noticePercent: 'Percentages are loaded as parts of one, 12% as 0.12: {columns}.',
  noticeOffset: 'Times with an offset are loaded without it, as the form of the column says: {columns}.',
  noticeOtherSheets: 'The workbook has other sheets: {sheets}.',
  noticeMember: 'The archive holds other tables: {members}.',
  reasonOtherTable: 'belongs to another table',
  reasonRepeatedHeader: 'the header once more',
  reasonBlankRecord: 'all its cells are blank',
  reasonFooter: 'a total or note at the end',
  mendExtraDelimiter: 'one delimiter too many left out',
  mendMissingDelimiter: 'a missing delimiter put back',
  mendInnerQuote: 'quotes inside a cell taken as text',
  mendLooseSpaces: 'words of one cell joined',
  questionDayMonth: '“{column}”: is {example} day/month or month/day? It stays text until you say.',
  questionBoolean: '“{column}” holds {yes} and {no}: is it a truth value?',
  questionOffset:
    '“{column}” has times with different offsets: as on the clock there, or in UTC? It stays text until you say.',
  questionDecimal: '“{column}”: does the sign in {example} group thousands, or begin the decimals?',
  questionNullWord: '“{column}” holds {word} {count} times: does it mean that nothing is known?',
  importNullWord: '{count} × “{word}” as null',
};
