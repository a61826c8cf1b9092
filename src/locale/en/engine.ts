/** Problems of this area: code → what happened, and what to do next. */
export const problems = {
  cancelled: { message: 'Stopped.', next: 'Run it again when you like.' },
  'engine-start-failed': {
    message: 'The data engine did not start.',
    next: 'Reload the page. If it fails again, try another browser, or free some memory.',
  },
  'engine-crashed': {
    message: 'The data engine stopped and was started again; the loaded files are back.',
    next: 'Run the notebook again. If it stops at the same cell, make that query smaller.',
  },
  'engine-closed': { message: 'The data engine has been closed.', next: 'Reload the page.' },
  'sql-syntax': {
    message: 'The SQL has a mistake in its form.',
    next: 'Look at the marked place: a comma, a bracket or a word is missing or too much just before it.',
  },
  'unknown-table': {
    message: 'There is no table or cell named {name}.',
    next: 'Check the spelling, or load the file it comes from.[ Near names: {candidates}.]',
  },
  'unknown-column': {
    message: 'There is no column named {name} here.',
    next: 'Check the spelling.[ Columns with near names: {candidates}.]',
  },
  'unknown-function': {
    message: 'There is no function named {name}.',
    next: 'Check the spelling, or use another function.[ Near names: {candidates}.]',
  },
  'type-mismatch': {
    message: 'The types of these values do not fit together.',
    next: 'Convert one side with CAST, for example CAST(x AS DOUBLE).',
  },
  conversion: {
    message: 'A value could not be converted to the type asked for.',
    next: 'Use TRY_CAST to turn such values into missing ones, or filter them out first.',
  },
  'out-of-memory': {
    message: 'The memory is not enough for this.',
    next: 'Make the query smaller: fewer columns, a filter, or an approximate count; close other tabs.',
  },
  'moved-to-disk': {
    message:
      'The memory was not enough. Ebb has started its engine again with the disk beside it, and the loaded files are back.',
    next: 'Run it again; it will be slower than in memory.',
  },
  forbidden: {
    message: 'Notebooks may not read or write files, reach the network or change settings.',
    next: 'Load the file with the Data list instead.',
  },
  'file-gone': {
    message: 'The file was removed, moved or changed while it was being read.',
    next: 'Choose the file again.',
  },
  'table-lost': {
    message: 'The table “{table}” could not be loaded again after the engine restarted.',
    next: 'Try again; if “{file}” was moved or changed, choose it again.',
  },
  'parquet-damaged': {
    message: 'This Parquet file is damaged or not complete.',
    next: 'Export or download it again.',
  },
  'parquet-reader-crashed': {
    message: 'The Parquet reader could not cope with this file.',
    next: 'Save it again with another program, or as CSV.',
  },
  'query-failed': {
    message: 'The query failed.',
    next: 'Read what the engine says below, and change the SQL.',
  },
  'not-one-query': {
    message: 'Exactly one query is needed here.',
    next: 'Leave one SELECT and remove the rest.',
  },
  unexpected: {
    message: 'Something went wrong that Ebb did not expect.',
    next: 'Try again; if it comes back, save the notebook and reload the page.',
  },
};

/** Other sentences of this area. */
export const words = {};
