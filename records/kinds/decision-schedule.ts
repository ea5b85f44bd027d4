import { plainKind } from '../record-kind.ts';

/** What decides from when on. Each revision is one act; there is one schedule of each decision, under its id. */
export interface DecisionSchedule {
  /** Numbers of the versions that were published, in order. */
  readonly published: readonly number[];
  /** In order of `from`. None begins before the moment in which it was written. */
  readonly periods: readonly Period[];
  /** What this revision did. */
  readonly act: Act;
  /** The newest acts that came under a key: hashes, and the revisions that did them. */
  readonly keys: readonly { readonly key: string; readonly revision: number }[];
}

/** What decides from a moment on, until the next period begins. */
export interface Period {
  /** Epoch milliseconds. */
  readonly from: number;
  readonly version: number;
  /** Decides for a share of the instances: so many of 10,000. */
  readonly challenger?: Challenger;
  /** Decides too, without effect. */
  readonly shadow?: number;
}

export interface Challenger {
  readonly version: number;
  readonly share: number;
}

export interface Act {
  readonly kind: 'published' | 'rolled-back' | 'challenged';
  readonly period: Period;
  readonly why: string;
}

export const decisionScheduleKind = plainKind<DecisionSchedule>('decision-schedule');

/** The most periods that are kept: of those that have ended, the oldest go. */
const MOST_PERIODS = 300;
const MOST_KEYS = 50;

/** The period that a moment lies in; undefined before the first. */
export function periodAt(periods: readonly Period[], moment: number): Period | undefined {
  return periods.findLast(({ from }) => from <= moment);
}

/**
 * The schedule after an act. What was planned for later falls away where something is published or rolled back, so that
 * the last word counts; a challenger leaves the plans as they are.
 */
export function withAct(
  before: DecisionSchedule | undefined,
  act: Act,
  key?: { readonly key: string; readonly revision: number },
): DecisionSchedule {
  const { from, version, challenger, shadow } = act.period;
  const { periods = [], published = [], keys = [] } = before ?? {};
  const earlier = periods.filter((period) => period.from < from);
  const later = act.kind === 'challenged' ? periods.filter((period) => period.from > from) : [];
  const named = act.kind === 'published' ? [version, challenger?.version ?? 0, shadow ?? 0] : [];
  return {
    published: [...new Set([...published, ...named.filter((one) => one > 0)])].sort((a, b) => a - b),
    periods: [...earlier, act.period, ...later].slice(-MOST_PERIODS),
    act,
    keys: [...keys, ...(key === undefined ? [] : [key])].slice(-MOST_KEYS),
  };
}
