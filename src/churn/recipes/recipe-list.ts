import { definitionCompare } from '../definition/compare-definitions.ts';
import type { Recipe } from '../recipe.ts';
import { cohorts } from './cohorts.ts';
import { compare } from './compare.ts';
import { drivers } from './drivers.ts';
import { exports } from './exports.ts';
import { foldSteps } from './fold-steps.ts';
import { kpi } from './kpi.ts';
import { reasons } from './reasons.ts';
import { rfm } from './rfm.ts';
import { segments } from './segments.ts';
import { survival } from './survival.ts';
import { trend } from './trend.ts';
import { value } from './value.ts';

/** Every analysis, in the order in which a report would bring them. */
export const recipes: readonly Recipe[] = [
  kpi,
  trend,
  definitionCompare,
  cohorts,
  segments,
  drivers,
  reasons,
  value,
  rfm,
  survival,
  compare,
  exports,
].map(foldSteps);
