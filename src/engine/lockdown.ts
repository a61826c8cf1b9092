import { quoteText } from '../sql/quote.ts';

/** Settings that live in a connection: each connection needs them before the lock. */
export const sessionSettings: readonly string[] = [
  'SET enable_progress_bar=true',
  'SET progress_bar_time=0',
  'SET errors_as_json=true',
];

/**
 * Closes the engine, once and for good: SQL reads and writes in `directories` only, loads nothing, and cannot change a setting.
 * The order matters: after `enable_external_access` the directories are fixed, after the last line everything is.
 */
export function planLockdown(directories: readonly string[]): string[] {
  return [
    // In DuckDB 1.4.3 date_trunc over a column with nulls claims to have none, and `date_trunc('month', ended) is null` is then never true;
    // and `date_trunc('month', d) <= day` is rewritten so that it also takes in the first day of the next month.
    "SET disabled_optimizers='statistics_propagation,expression_rewriter'",
    'SET autoload_known_extensions=false',
    'SET autoinstall_known_extensions=false',
    `SET allowed_directories=[${directories.map(quoteText).join(', ')}]`,
    'SET enable_external_access=false',
    'SET lock_configuration=true',
  ];
}
