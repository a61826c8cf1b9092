import { sayProblem } from '../locale/messages.ts';
import { toProblem } from '../problem.ts';
import type { CommandIo } from './import-command.ts';

/** A failure in words, with the engine's own below, on the error stream. */
export function tellProblem(io: CommandIo, thrown: unknown): void {
  const problem = toProblem(thrown);
  const { message, next } = sayProblem(io.language, problem);
  io.error(`ebb: ${message} ${next}\n${problem.detail ? `${problem.detail}\n` : ''}`);
}
