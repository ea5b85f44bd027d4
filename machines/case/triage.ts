import * as z from 'zod';
import { role } from '../after-sales.ts';
import { decide } from '../decide.ts';
import { lasting } from '../define.ts';
import { type CaseSettings, caseSettings, priority, severity, topic } from './settings.ts';

type Priority = z.output<typeof priority>;

/** A clock of a case: how much business time is left, and since when it runs; it stands still where that is missing. */
export const clock = z.strictObject({
  leftMs: z.int(),
  /** The team is warned when no more than this is left. */
  warnMs: z.int(),
  since: z.int().optional(),
});
export const clocks = z.strictObject({ response: clock, resolution: clock });

export const triaged = z.strictObject({
  priority,
  queue: z.string(),
  calendar: z.string(),
  clocks,
});

/** How urgent a case is and who works on it: a decision; and in how much time, as the company has set. */
export const triage = decide('case-triage', {
  input: z.strictObject({ topic, severity: severity.optional() }),
  output: triaged,
  answer: z.object({ priority, queue: role }),
  result: (answer, _, scope) => inTime(answer, caseSettings.at(scope)),
});

/** What is made of a case that cannot be triaged: whoever leads the team sees to it. */
export function untriaged(set: CaseSettings): z.output<typeof triaged> {
  return inTime({ priority: 'normal', queue: set.lead }, set);
}

function inTime(
  { priority, queue }: { priority: Priority; queue: string },
  { calendar, ...settings }: CaseSettings,
): z.output<typeof triaged> {
  return { priority, queue, calendar, clocks: clocksOf(priority, settings) };
}

/** The clocks of a case of this priority, before they have run. */
export function clocksOf(
  priority: Priority,
  { targets, warnAtPercent }: Pick<CaseSettings, 'targets' | 'warnAtPercent'>,
): z.output<typeof clocks> {
  const { firstResponse, resolution } = targets[priority];
  const full = (leftMs: number) => ({ leftMs, warnMs: Math.round(leftMs * (1 - warnAtPercent / 100)) });
  return { response: full(lasting(firstResponse)), resolution: full(lasting(resolution)) };
}
