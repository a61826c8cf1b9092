import { chooseLanguage } from '../locale/language.ts';
import type { CommandIo } from './import-command.ts';

/** The terminal that this process was started from, in the language of its `LC_ALL`, `LC_MESSAGES` or `LANG`. */
export function createTerminalIo(): CommandIo {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  // `ebb … | head` has read what it wants.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(0);
  });
  return {
    language: chooseLanguage([(LC_ALL || LC_MESSAGES || LANG || '').replace('_', '-')]),
    out: (text) => void process.stdout.write(text),
    error: (text) => void process.stderr.write(text),
    ...(process.stderr.isTTY && { status: (text: string) => void process.stderr.write(text) }),
  };
}
