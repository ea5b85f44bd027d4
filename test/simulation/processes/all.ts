import type { Definition } from '../../../engine/definition.ts';
import { cases, refund, repair, replacement, returning } from './after-sales.ts';
import { chores } from './chores.ts';
import { customer } from './customer.ts';
import { desk } from './desk.ts';
import { errand } from './errand.ts';
import { followUp } from './follow-up.ts';
import { herald } from './herald.ts';
import { campaign, outreach } from './marketing.ts';
import { order } from './order.ts';
import { lead, opportunity } from './sales.ts';
import type { Script } from './script.ts';
import { survey } from './survey.ts';
import { team } from './team.ts';
import { chorus, echo, pupil } from './voices.ts';
import { watch } from './watch.ts';

/** Those whose effects are all performed: nothing else runs for them. */
export const performed: readonly [Script, ...Script[]] = [errand, order, watch, desk, errand, team];

/** Those that come with Baton, besides orders: mostly started by rules, and by people too. */
const business: readonly Script[] = [
  ...[customer, followUp, lead, opportunity],
  ...[cases, returning, repair, replacement, refund],
  ...[outreach, campaign],
];

/** The processes of the simulation, the busier ones more than once. */
export const scripts: readonly [Script, ...Script[]] = [
  ...performed,
  ...[...performed, survey, survey, chores, chores],
  ...[herald, chorus, ...business],
];

/** Those whose instances only rules start. */
const started: readonly Script[] = [pupil, echo];

/** All that a deployment carries. */
export const deployed: readonly Definition[] = [
  ...new Set([...scripts, ...started].flatMap(({ definition, children = [] }) => [definition, ...children])),
];
