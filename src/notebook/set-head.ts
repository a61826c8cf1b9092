import { parseDocument } from 'yaml';
import { ProblemError } from '../problem.ts';
import { isDeepYaml } from './is-deep-yaml.ts';
import type { Head, Notebook } from './notebook.ts';
import { emptyHead, format, parseHead, yamlOf } from './parse-head.ts';
import { findLineEnd, toUnixLines } from './split-lines.ts';

export type HeadFields = Pick<Head, 'title' | 'lang' | 'asOf'>;

const keys = { title: 'title', lang: 'lang', asOf: 'as_of' } as const;

/**
 * The notebook with these fields of its front matter, which is made when there is none. Unknown keys and comments stay.
 * @throws ProblemError `damaged-front-matter` when its YAML cannot be read
 */
export function setHead(notebook: Notebook, fields: Partial<HeadFields>): Notebook {
  const { head } = notebook;
  const changed = (Object.keys(keys) as (keyof HeadFields)[]).filter(
    (key) => fields[key] !== undefined && fields[key] !== head[key],
  );
  if (changed.length === 0) return notebook;
  const { mark, yaml, tail } = cut(head.source);
  if (isDeepYaml(yaml)) throw new ProblemError({ code: 'damaged-front-matter' });
  const document = parseDocument(yaml === '' ? `ebb: ${format}\n` : yaml, { schema: 'core' });
  if (document.errors.length > 0) throw new ProblemError({ code: 'damaged-front-matter' });
  for (const key of changed) {
    const value = fields[key];
    if (value === null || value === '') document.delete(keys[key]);
    else document.set(keys[key], value);
  }
  const text = `---\n${document.toString({ lineWidth: 0 })}---`;
  const end = findLineEnd(head.source);
  const source = `${mark}${text.replaceAll('\n', end)}${tail || end + end}`;
  const parsed = parseHead(source);
  if (!parsed) throw new ProblemError({ code: 'damaged-front-matter' });
  return { ...notebook, head: { ...parsed, source } };
}

/** A new notebook's head. */
export function createHead(fields: HeadFields): Head {
  const source = `---\nebb: ${format}\n---\n\n`;
  return setHead({ head: { ...emptyHead(source) }, cells: [] }, fields).head;
}

function cut(source: string): { mark: string; yaml: string; tail: string } {
  const mark = source.startsWith('\uFEFF') ? '\uFEFF' : '';
  const found = parseHead(source);
  if (!found) return { mark, yaml: '', tail: source.slice(mark.length) };
  const tail = source.slice(found.source.length);
  const end = /(?:\r\n|\r|\n)?$/.exec(found.source)?.[0] ?? '';
  return { mark, yaml: toUnixLines(yamlOf(found.source)), tail: end + tail };
}
