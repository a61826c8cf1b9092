/** What the guide lists besides its text: the terms, and the functions that SQL can call. */
export { glossary as terms, type Term } from '../churn/glossary.ts';
export { macros as sqlFunctions, type Macro as SqlFunction } from '../churn/statistics/macros.ts';
