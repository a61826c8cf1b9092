import type { ColumnReport, ImportReport } from '../intake/import-report.ts';
import { serializeRecipe } from '../intake/parse-recipe.ts';
import { toReasonKey } from '../intake/reason-key.ts';
import { toRecipe } from '../intake/to-recipe.ts';
import type { Language } from '../locale/language.ts';
import { say } from '../locale/messages.ts';

const MOST_LINES = 20;
const LONGEST_TEXT = 100;

/** The account as the command line prints it: the contract of `--format json`. */
export function toAccount(report: ImportReport): object {
  const { file, kind, encoding, delimiter, records, loaded, setAside } = report;
  const { mended, notices, questions, recipe } = report;
  return {
    file,
    kind,
    encoding,
    delimiter,
    records,
    loaded,
    setAside,
    ...(report.files && { files: report.files }),
    columns: report.columns.map(toColumn),
    ...(report.misfitCells.length > 0 && { misfitCells: report.misfitCells }),
    ...(mended.length > 0 && { mended }),
    ...(notices.length > 0 && { notices }),
    ...(questions.length > 0 && { questions }),
    recipe: serializeRecipe(toRecipe(recipe)),
  };
}

function toColumn(column: ColumnReport): object {
  const { name, type, nulls, misfits, examples, nearly, nullWords, form, misfitsAreNull, source } = column;
  return {
    name,
    type,
    nulls,
    misfits,
    ...(misfits > 0 && { nearly, examples }),
    ...(misfitsAreNull && { misfitsAreNull }),
    ...(nullWords && { nullWords }),
    ...(form !== undefined && form !== 'text' && { form }),
    ...(source !== undefined && { source }),
  };
}

/** The account for people. */
export function toAccountText(report: ImportReport, language: Language): string {
  const { file, records, loaded, setAside, columns } = report;
  const form = [report.kind, report.encoding, JSON.stringify(report.delimiter ?? undefined)];
  const lines = [
    say(language, 'importSummary', { file, records, loaded, setAside: setAside.length }),
    form.filter((part) => part !== null && part !== undefined).join(', '),
    ...(report.files ?? []).map(
      (one) =>
        `  ${say(language, 'importSummary', { file: one.file, records: one.records, loaded: one.loaded, setAside: one.setAside })}`,
    ),
    ...report.notices.map(
      ({ code, values, file: of }) => `${of ? `${of}: ` : ''}${say(language, code, values)}`,
    ),
    ...report.questions.map(({ code, values }) => say(language, code, values)),
    '',
  ];
  const width = Math.max(0, ...columns.map(({ name }) => name.length));
  for (const { name, type, nulls, misfits, examples, nearly, nullWords } of columns) {
    const about = [
      ...(nulls > 0 ? [say(language, 'importNulls', { nulls })] : []),
      ...(misfits > 0
        ? [say(language, 'importMisfits', { misfits, type: nearly ?? '', examples: examples.join(' | ') })]
        : []),
      ...(nullWords ?? []).map(({ word, count }) => say(language, 'importNullWord', { word, count })),
    ];
    lines.push(`  ${name.padEnd(width)}  ${[type, ...about].join('  ')}`.trimEnd());
  }
  if (setAside.length > 0) lines.push('', say(language, 'importSetAside', { count: setAside.length }));
  for (const { file: of, line, reason, text } of setAside.slice(0, MOST_LINES)) {
    const key = toReasonKey(reason);
    const short = text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text;
    lines.push(
      `  ${of ? `${of} ` : ''}${line}: ${key ? say(language, key) : reason}: ${short.replace(/\s+/g, ' ')}`,
    );
  }
  if (setAside.length > MOST_LINES) lines.push('  …');
  return `${lines.join('\n')}\n`;
}
