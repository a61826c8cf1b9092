/** Problems of this area: code → what happened, and what to do next. */
export const problems = {
  'data-not-bound': {
    message: 'This data cell has no file yet: it wants {file}.',
    next: 'Open {file}, or choose another table for it.',
  },
  'data-no-file': {
    message: 'This data cell has no file yet.',
    next: 'Open a CSV or Parquet file and choose it here, or write `file:` in the cell.',
  },
  'data-role-column': {
    message: 'The file has no column “{from}”, which “{role}” is to be taken from.',
    next: 'Choose one of: {candidates}.',
  },
  'data-role-expression': {
    message: '“{role}” cannot be computed: {from}',
    next: 'Correct the expression; the columns are: {candidates}.',
  },
  'model-kind': {
    message: 'This version knows no model “{kind}”.',
    next: 'Write kind= and one of: {candidates}.',
  },
  'model-no-source': {
    message: 'This model does not say whose rows it is fitted to.',
    next: 'Write from= and the name of a cell into its first line.',
  },
  'model-option': {
    message: '“{key}” is missing, or is not what the model can use.',
    next: 'Write `{key}:` and a list of columns into the cell.',
  },
  'model-column': {
    message: 'The model names a column “{column}” that is not there.',
    next: 'Use one of: {candidates}.',
  },
  'query-empty': { message: 'There is no SQL in this cell.', next: 'Write a SELECT, or delete the cell.' },
  'one-select-only': {
    message: 'A cell holds exactly one SELECT (or FROM, WITH, VALUES, PIVOT, SUMMARIZE, DESCRIBE).',
    next: 'Put every query into a cell of its own, and take other statements out.',
  },
  'unknown-parameter': {
    message: 'No input gives {name} a value.',
    next: 'Add an input cell of that name, or correct the name.',
  },
  'unknown-kind': {
    message: 'This version of Ebb keeps cells of kind “{kind}” as they are but cannot run them.',
    next: 'Open the notebook with a newer Ebb to run this cell.',
  },
  'relation-missing': {
    message: 'No cell makes “{name}”.',
    next: 'Correct the name, or add a query or data cell of that name.',
  },
  'inline-column-missing': {
    message: '“{expression}”: there is no column “{column}”.',
    next: 'Use one of: {candidates}.',
  },
  'chart-no-source': {
    message: 'This chart does not say what it shows.',
    next: "Choose a query for it, or write `from=` and a cell's name after `chart`.",
  },
  'chart-json': {
    message: "The chart's JSON cannot be read: line {line}, column {column}.",
    next: 'Check commas, quotes and brackets near that place.',
  },
  'input-column-missing': {
    message: '“{relation}” has no column “{column}” to take the choices from.',
    next: 'Use one of: {candidates}.',
  },
  'input-not-offered': {
    message: '“{value}” is not among the choices of “{name}”.',
    next: 'Choose one that is offered.',
  },
  'input-out-of-bounds': {
    message: '“{name}” is {value}, outside {min} to {max}.',
    next: 'Set a value within these bounds.',
  },
  'input-wrong-type': {
    message: '“{value}” does not fit the type of “{name}”.',
    next: "Set a value of the input's type.",
  },
  'input-range-order': {
    message: '“{name}” goes from {from} to {to}: its start lies after its end.',
    next: 'Swap the two ends.',
  },
};

/** Other sentences of this area. */
export const words = {};
