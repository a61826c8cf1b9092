import type { Recipe } from '../recipe.ts';
import { cohorts } from './cohorts.ts';
import { drivers } from './drivers.ts';
import { kpi } from './kpi.ts';
import { segments } from './segments.ts';
import { trend } from './trend.ts';

/** Every analysis, in the order in which a report would bring them. */
export const recipes: readonly Recipe[] = [kpi, trend, cohorts, segments, drivers];
