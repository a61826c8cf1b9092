import type { ImportReport } from '../intake/import-report.ts';
import type { Language } from '../locale/language.ts';
import { say } from '../locale/messages.ts';
import type { CommandIo } from './import-command.ts';

/** Says on the error stream that records of a file are not in its table; nothing when all are. */
export function tellSetAside(
  io: CommandIo,
  language: Language,
  { file, records, loaded, setAside }: ImportReport,
): void {
  if (setAside.length === 0) return;
  const summary = say(language, 'importSummary', { file, records, loaded, setAside: setAside.length });
  io.error(`${say(language, 'cliSetAside', { summary, file })}\n`);
}
