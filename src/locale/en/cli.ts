/** Problems of this area: code → what happened, and what to do next. */
export const problems = {
  'cli-unknown-command': {
    message: 'There is no command “{command}”.',
    next: 'Use “ebb run”, “ebb start” or “ebb import”.',
  },
  'cli-bad-option': {
    message: '“{option}” is not understood here.',
    next: 'Check its spelling, and that its value follows it.',
  },
  'cli-option-unfit': {
    message: '“{option}” means nothing for “{file}”, which is of the kind {kind}.',
    next: 'Leave it out, or name another file.',
  },
  'cli-no-notebook': { message: 'No notebook is named.', next: 'Name a notebook file after “ebb run”.' },
  'cli-no-import-file': { message: 'No file is named.', next: 'Name a file after “ebb import”.' },
  'cli-no-start-file': {
    message: 'No file is named.',
    next: 'Name one or more data files after “ebb start”.',
  },
  'cli-no-out': {
    message: 'It is not said where the notebook goes.',
    next: 'Add --out NOTEBOOK.md.',
  },
  'cli-bad-choice': {
    message: '{option} “{text}” is not known.',
    next: 'Use one of: {known}.',
  },
  'cli-bad-pair': { message: '{option} “{text}” is not a pair.', next: 'Write {option} NAME=VALUE.' },
  'cli-bad-rows': {
    message: '--rows “{text}” is not a number of rows.',
    next: 'Give a whole number, 0 or more.',
  },
  'cli-bad-format': { message: '--format “{text}” is not known.', next: 'Use text or json.' },
  'cli-no-file': { message: 'The file “{file}” cannot be read.', next: 'Check its path and its rights.' },
  'cli-unknown-data': {
    message: 'The notebook has no data cell “{name}”.',
    next: 'Its data cells: {known}.',
  },
  'cli-unknown-input': { message: 'The notebook has no input “{name}”.', next: 'Its inputs: {known}.' },
  'cli-bad-input': {
    message: '“{text}” is no value for the input “{name}” of type {type}.',
    next: 'Write a number as 0.5, a date as 2024-01-31, two ends as a..b, a list as a,b; stay within its choices and bounds.',
  },
  'cli-data-not-found': {
    message: 'The file “{file}” of data cell “{name}” is neither beside the notebook nor among the samples.',
    next: 'Give it with --data {name}=FILE.',
  },
};

/** Other sentences of this area. */
export const words = {
  cliUsage:
    'Usage:\n' +
    '  ebb run NOTEBOOK [--data NAME=FILE]… [--set INPUT=VALUE]… [--rows N] [--format text|json]\n' +
    '  ebb start FILE… [--role ROLE=COLUMN]… [--rule RULE] [--lang zh|en] --out NOTEBOOK.md\n' +
    '  ebb import FILE… [--format text|json] [--to out.csv] [--encoding NAME] [--delimiter SIGN|tab|spaces] [--quote SIGN] [--escape SIGN]\n' +
    '    [--header-line N|N-M|none] [--skip N] [--footer N] [--table N|all] [--sheet NAME] [--range A1:F9] [--member NAME] [--null WORD]…\n' +
    '    [--type COLUMN=TYPE]… [--name COLUMN=NAME]… [--misfits-to-null COLUMN]… [--subtotals] [--short-rows] [--no-mend]\n' +
    '    several files with the same columns become one table: [--file-column NAME | --no-file-column]\n' +
    '\n' +
    'Exit code: 0 all done, 1 a cell failed or a check found violations, 2 wrong usage.',
  cliSetAside: '{summary}. Which ones: ebb import {file}',
  cliStartTable: '{file}: {shape} ({roles})',
  cliStarted: 'Written: {out}, {cells} cells, rule “{rule}”.',
  cliRows: 'rows: {count}',
  cliMoreRows: '… {count} more rows; --rows shows more',
  cliNoViolations: 'no violations',
  cliViolations: 'violations: {count}',
  cliBlockedBy: 'Not run: {names} must work first.',
  cliNotRun: 'Not run.',
};
