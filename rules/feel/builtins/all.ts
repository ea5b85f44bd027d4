import type { FeelFunction } from '../function.ts';
import { aggregates } from './aggregates.ts';
import { contexts } from './contexts.ts';
import { dates } from './dates.ts';
import { intervals } from './intervals.ts';
import { lists } from './lists.ts';
import { numbers } from './numbers.ts';
import { strings } from './strings.ts';

/** FEEL's own functions. `now` and `today` are none: what decides may ask no clock. */
export const builtins: ReadonlyMap<string, FeelFunction> = new Map(
  Object.entries({ ...strings, ...numbers, ...aggregates, ...lists, ...contexts, ...dates, ...intervals }),
);
