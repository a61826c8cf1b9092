import { describe, expect, test } from 'vitest';
import type { Engine } from './engine.ts';

const refused: Record<string, readonly string[]> = {
  'the network': [
    `SELECT * FROM read_csv('https://example.com/x.csv')`,
    `SELECT * FROM read_text('http://127.0.0.1:1/x')`,
    `COPY (SELECT 1) TO 'http://127.0.0.1:1/x.csv'`,
    `SELECT * FROM 'https://example.com/x.csv'`,
    `SELECT * FROM read_csv('s3://bucket/x.csv')`,
    `ATTACH 'https://example.com/x.duckdb' AS x`,
  ],
  'other files': [
    `SELECT * FROM read_text('/etc/hostname')`,
    `SELECT * FROM read_csv('/etc/hostname')`,
    `SELECT * FROM read_blob('../package.json')`,
    `SELECT * FROM read_text('uploads/../package.json')`,
    `SELECT * FROM read_text('package.json')`,
    `SELECT * FROM '/etc/hostname'`,
    `SELECT * FROM glob('/etc/*')`,
    `SELECT * FROM glob('*')`,
    `SELECT * FROM sniff_csv('/etc/hostname')`,
    `COPY (SELECT 1) TO '/tmp/ebb-must-not-exist.csv'`,
    `COPY (SELECT 1) TO 'exports/../escaped.csv'`,
    `EXPORT DATABASE '/tmp/ebb-must-not-exist'`,
    `IMPORT DATABASE '/tmp'`,
    `CREATE TABLE stolen AS FROM read_csv('/etc/hostname')`,
  ],
  'other databases': [`ATTACH '/tmp/ebb-must-not-exist.duckdb' AS x`, `ATTACH 'x.duckdb'`],
  extensions: [
    `LOAD httpfs`,
    `INSTALL httpfs; LOAD httpfs`,
    `LOAD '/tmp/x.duckdb_extension'`,
    `INSTALL '/tmp/x.duckdb_extension'; LOAD '/tmp/x.duckdb_extension'`,
  ],
  settings: [
    `SET enable_external_access=true`,
    `SET lock_configuration=false`,
    `RESET lock_configuration`,
    `SET GLOBAL allowed_directories=['/']`,
    `SET allowed_paths=['/etc/hostname']`,
    `SET autoload_known_extensions=true`,
    `SET memory_limit='1GB'`,
    `SET temp_directory='/tmp'`,
    `SET errors_as_json=false`,
    `PRAGMA memory_limit='1GB'`,
    `SET secret_directory='/tmp'`,
    `SET custom_extension_repository='http://127.0.0.1:1'`,
  ],
};

/** A stranger's SQL reaches nothing but the tables. */
export function testLock(engine: () => Engine): void {
  describe('the lock', () => {
    for (const [what, statements] of Object.entries(refused)) {
      test(`refuses ${what}`, async () => {
        for (const sql of statements) {
          const outcome = await engine()
            .query(sql)
            .then(
              () => 'allowed',
              (error: { problem: { code: string } }) => error.problem.code,
            );
          expect(
            ['forbidden', 'unknown-table', 'file-gone', 'unknown-function'],
            `${sql}: ${outcome}`,
          ).toContain(outcome);
        }
        const settings = await engine().query(
          `SELECT current_setting('enable_external_access'), current_setting('lock_configuration'), current_setting('autoload_known_extensions')`,
        );
        expect([0, 1, 2].map((column) => settings.at(0, column))).toEqual([false, true, false]);
      });
    }

    test('shows no file when none is being loaded', async () => {
      expect(
        (
          await engine()
            .query(`SELECT * FROM glob('uploads/*')`)
            .catch(() => ({ rowCount: 0 }))
        ).rowCount,
      ).toBe(0);
    });
  });
}
