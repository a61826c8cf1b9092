import { parseDocument, stringify } from 'yaml';

/** A data cell's YAML with another `file:`; all else stays as it is written. */
export function setFile(body: string, file: string): string {
  const line = `file: ${stringify(file, { lineWidth: 0 }).trim()}`;
  return /^file[ \t]*:.*$/m.test(body)
    ? body.replace(/^file[ \t]*:.*$/m, () => line)
    : `${line}\n${body}`.trimEnd();
}

/** A data cell's YAML with one role answered by a column or a SQL expression. Comments stay. */
export function setColumn(body: string, role: string, column: string): string {
  const document = parseDocument(body);
  document.setIn(['columns', role], column);
  return document.toString({ lineWidth: 0 }).trimEnd();
}

/** A data cell's YAML with exactly these roles. */
export function setColumns(body: string, columns: Readonly<Record<string, string>>): string {
  const document = parseDocument(body);
  if (Object.keys(columns).length === 0) document.delete('columns');
  else document.set('columns', document.createNode(columns));
  return document.toString({ lineWidth: 0 }).trimEnd();
}
