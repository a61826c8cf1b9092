/**
 * What went wrong, as data: a code with a sentence and a next step in `locale/`, and the facts those sentences need.
 * `position` counts UTF-16 code units into `sql`.
 */
export interface Problem {
  readonly code: string;
  readonly values?: Readonly<Record<string, string | number>>;
  /** The engine's own words, plain text, for the curious. */
  readonly detail?: string;
  readonly sql?: string;
  readonly position?: number;
}

/** The one error class of the project. A failure is wrapped once, where it enters; `cause` keeps the original. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly problem: Problem;

  constructor(problem: Problem, options?: ErrorOptions) {
    super(problem.detail ? `${problem.code}: ${problem.detail}` : problem.code, options);
    this.problem = problem;
  }
}

/** The problem inside any thrown value; what is not ours becomes `unexpected` with its message as detail. */
export function toProblem(thrown: unknown): Problem {
  if (thrown instanceof ProblemError) return thrown.problem;
  if (thrown instanceof DOMException && thrown.name === 'AbortError') return { code: 'cancelled' };
  return { code: 'unexpected', detail: thrown instanceof Error ? thrown.message : String(thrown) };
}
