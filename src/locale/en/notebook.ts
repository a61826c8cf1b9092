/** Problems of this area: code → what happened, and what to do next. */
export const problems = {
  'not-a-notebook': {
    message: '“{file}” is not an Ebb notebook: it has no front matter with `ebb: 1` and no cells.',
    next: 'Open a notebook file (.md), or drop a data file (CSV or Parquet) to load it as a table.',
  },
  'newer-notebook-format': {
    message: '“{file}” is a notebook in format {format}, which is newer than this version of Ebb can read.',
    next: 'Open it with a newer Ebb, or ask its author for a copy in format 1.',
  },
  'damaged-front-matter': {
    message:
      'The lines between the two --- at the top of the file are not valid YAML: title, language and as-of date are not read, and cannot be changed here.',
    next: 'Correct those lines in a text editor, then open the file again.',
  },
  'attribute-line-end': {
    message: "The value of “{key}” holds a line break, which a cell's first line cannot.",
    next: 'Write it on one line.',
  },
  'yaml-syntax': {
    message: 'The YAML in this cell cannot be read: line {line}, column {column}.',
    next: 'Check colons, indentation and quotes near that place.',
  },
  'yaml-not-a-map': {
    message: 'This cell needs `key: value` lines.',
    next: 'Write one setting per line, for example `type: number`.',
  },
  'data-key': {
    message: '“{key}” in this data cell has the wrong form.',
    next: '`file:` takes a file name; `columns:` takes lines of `role: column`.',
  },
  'input-type': {
    message: 'This input has no type that Ebb knows: “{type}”.',
    next: 'Set `type:` to select, multiselect, number, range, date, daterange or text.',
  },
  'input-key': {
    message: 'The value of “{key}” in this input does not fit: {value}.',
    next: 'Correct `{key}:` in the cell.',
  },
  'input-no-choices': {
    message: 'This input has nothing to choose from.',
    next: 'Add `options:` with a list, or `from:` a cell and `column:` one of its columns.',
  },
  'name-empty': {
    message: "A cell's name cannot be empty.",
    next: 'Type a name, or leave the cell without one.',
  },
  'name-not-allowed': {
    message: "“{name}” cannot be a cell's name.",
    next: 'Use letters, Chinese characters, digits, spaces and underscores.',
  },
  'name-reserved': {
    message: '“{name}” is a name that Ebb or DuckDB keeps for itself.',
    next: 'Choose another name.',
  },
  'name-not-for-input': {
    message: '“{name}” cannot be used in SQL as a parameter.',
    next: 'Name the input with letters, Chinese characters, digits and underscores, not starting with a digit.',
  },
  'duplicate-name': {
    message: 'Another cell is named “{name}” too, so it is not clear which one is meant.',
    next: 'Give one of them another name.',
  },
  cycle: {
    message: 'These cells need each other in a circle: {names}.',
    next: 'Change one of them so that it no longer reads from the next.',
  },
};

/** Other sentences of this area. */
export const words = {};
