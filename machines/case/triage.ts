import * as z from 'zod';
import { lasting } from '../define.ts';
import { type CaseSettings, priority, severity, topic } from './settings.ts';

type Priority = z.output<typeof priority>;

/** A clock of a case: how much business time is left, and since when it runs; it stands still where that is missing. */
export const clock = z.strictObject({
  leftMs: z.int(),
  /** The team is warned when no more than this is left. */
  warnMs: z.int(),
  since: z.int().optional(),
});
export const clocks = z.strictObject({ response: clock, resolution: clock });

export const plea = z.strictObject({ topic, severity: severity.optional() });
export const triaged = z.strictObject({
  priority,
  queue: z.string(),
  calendar: z.string(),
  clocks,
});

const RISING: readonly Priority[] = ['low', 'normal', 'high', 'urgent'];

/** How urgent a case is, who works on it, and in how much time. The one place that decides so. */
export function triage(
  { topic, severity }: z.output<typeof plea>,
  { priorities, queues, calendar, ...settings }: CaseSettings,
): z.output<typeof triaged> {
  const voices = [named(priorities.topics, topic), severity && priorities.severities[severity]];
  const heard = voices.filter((voice) => voice !== undefined).map((voice) => RISING.indexOf(voice));
  const priority = RISING[Math.max(...heard)] ?? 'normal';
  const queue = named(queues.topics, topic) ?? queues.otherwise;
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

function named<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
