import type { Engine } from '../engine/engine.ts';
import { toProblem } from '../problem.ts';
import type { ShelfTable } from './data-shelf.svelte.ts';
import { profileTable, type TableProfile } from './profile-table.ts';

/** Profiles of the loaded tables, made when they are asked for. */
export class Profiles {
  #made = $state.raw<Readonly<Record<string, TableProfile>>>({});
  /** Versions of tables that are being looked at. */
  working = $state.raw<readonly string[]>([]);
  readonly #engine: Pick<Engine, 'query'>;

  constructor(engine: Pick<Engine, 'query'>) {
    this.#engine = engine;
  }

  of({ version }: ShelfTable): TableProfile | null {
    return this.#made[version] ?? null;
  }

  isWorking({ version }: ShelfTable): boolean {
    return this.working.includes(version);
  }

  /** Looks at a sample, or at every row; what is there already is not made again. */
  async make(table: ShelfTable, isExact: boolean): Promise<void> {
    const made = this.of(table);
    if (this.isWorking(table) || (made && (made.isExact || !isExact))) return;
    const { version, relation, report } = table;
    this.working = [...this.working, version];
    try {
      const asked = { relation, rows: report.loaded, columns: report.columns };
      const profile = await profileTable(this.#engine, asked, isExact);
      this.#made = { ...this.#made, [version]: profile };
    } catch (thrown) {
      // A table can go while it is looked at; another reason shows up where the table is used.
      toProblem(thrown);
    } finally {
      this.working = this.working.filter((one) => one !== version);
    }
  }
}
