import type { Definition } from '../../../engine/definition.ts';
import { chores } from './chores.ts';
import { desk } from './desk.ts';
import { errand } from './errand.ts';
import { order } from './order.ts';
import type { Script } from './script.ts';
import { survey } from './survey.ts';
import { team } from './team.ts';
import { watch } from './watch.ts';

/** Those whose effects are all performed: nothing else runs for them. */
export const performed: readonly [Script, ...Script[]] = [errand, order, watch, desk, errand, team];

/** The processes of the simulation, the busier ones more than once. */
export const scripts: readonly [Script, ...Script[]] = [...performed, survey, chores];

/** All that a deployment carries. */
export const deployed: readonly Definition[] = [
  ...new Set(scripts.flatMap(({ definition, children = [] }) => [definition, ...children])),
];
