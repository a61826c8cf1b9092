import { afterAll, beforeAll } from 'vitest';
import { testCsv } from './contract-csv.ts';
import { testErrors } from './contract-errors.ts';
import { testIdle } from './contract-idle.ts';
import { testLock } from './contract-lock.ts';
import { testValues } from './contract-values.ts';
import { testWork } from './contract-work.ts';
import { testWrite } from './contract-write.ts';
import type { Engine } from './engine.ts';

/** What every adapter must do, run on one engine of each. */
export function testEngineContract(create: () => Promise<Engine>): void {
  let engine: Engine;
  beforeAll(async () => {
    engine = await create();
  });
  afterAll(() => engine.close());
  const current = (): Engine => engine;
  testValues(current);
  testErrors(current);
  testLock(current);
  testWork(current);
  testIdle(current);
  testCsv(current);
  testWrite(current);
}
