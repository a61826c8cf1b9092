/** A name as a person would write it in SQL, for the screen, which may not import `sql/`. */
export { writeName as toSqlName } from '../sql/write-name.ts';
