import type { Dialect } from './scan-record.ts';

/** What a record must look like to be loaded. */
export interface RecordShape {
  readonly dialect: Dialect;
  /** Physical lines before the first record. */
  readonly skip: number;
  /** Cells of a record. */
  readonly width: number;
  /** Cells may be missing at a record's end. */
  readonly allowShort: boolean;
  /** A delimiter may stand at a record's end, with no cell after it. */
  readonly hasTail: boolean;
}

/** Why a record of `cells` cells does not fit, or nothing. */
export function findMisshape(
  shape: RecordShape,
  cells: number,
  isLastBlank: boolean,
): 'too-few-cells' | 'too-many-cells' | undefined {
  if (cells === shape.width) return undefined;
  if (cells < shape.width) return shape.allowShort ? undefined : 'too-few-cells';
  return shape.hasTail && cells === shape.width + 1 && isLastBlank ? undefined : 'too-many-cells';
}
