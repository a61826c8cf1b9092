import { stringify } from 'yaml';
import { escapeMarkdown } from '../churn/start/escape-markdown.ts';
import type { Language } from '../locale/language.ts';
import { say } from '../locale/messages.ts';
import { writeDataBody } from './data-import.ts';
import type { ShelfTable } from './data-shelf.svelte.ts';
import { toShape } from './file-shape.ts';

/** The notebook that a first drop opens: for each table its data cell and its first rows. */
export function writeStarter(tables: readonly ShelfTable[], language: Language): string {
  const title = say(language, 'starterTitle', { name: tables[0]?.relation ?? '' });
  const parts = tables.map(({ relation, file, recipe, report }) => {
    const body = writeDataBody(file.name, { recipe, shape: toShape(report.columns) });
    const rows = language === 'zh' ? `${relation}_前几行` : `${relation}_rows`;
    return (
      `${say(language, 'starterText', { file: escapeMarkdown(file.name) })}\n\n` +
      `\`\`\`yaml data name=${relation}\n${body}\n\`\`\`\n\n` +
      `\`\`\`sql query name=${rows}\nselect *\nfrom ${relation}\nlimit 100\n\`\`\`\n`
    );
  });
  return `---\nebb: 1\ntitle: ${stringify(title, { lineWidth: 0 }).trim()}\nlang: ${language}\n---\n\n# ${title}\n\n${parts.join('\n')}`;
}
