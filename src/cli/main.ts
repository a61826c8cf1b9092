import { say } from '../locale/messages.ts';
import { ProblemError } from '../problem.ts';
import { tellProblem } from './tell-problem.ts';
import { createTerminalIo } from './terminal-io.ts';

const io = createTerminalIo();

/** Each command is loaded when asked for: a wrong word should not wait for DuckDB. */
async function runMain([command, ...rest]: readonly string[]): Promise<number> {
  if (command === 'run') return (await import('./run-command.ts')).runRunCommand(rest, io);
  if (command === 'start') return (await import('./start-command.ts')).runStartCommand(rest, io);
  if (command === 'import') return (await import('./import-command.ts')).runImportCommand(rest, io);
  const usage = `${say(io.language, 'cliUsage')}\n`;
  if (command === '--help' || command === '-h' || command === 'help') {
    io.out(usage);
    return 0;
  }
  if (command === undefined) io.error(usage);
  else tellProblem(io, new ProblemError({ code: 'cli-unknown-command', values: { command } }));
  return 2;
}

try {
  process.exitCode = await runMain(process.argv.slice(2));
} catch (error) {
  tellProblem(io, error);
  process.exitCode = 1;
}
