import { plainKind, type RecordKind } from '../record-kind.ts';

/** What decides from when on. Each revision is one act; there is one schedule of each decision, under its id. */
export interface DecisionSchedule {
  /** Numbers of the versions that were published, in order. */
  readonly published: readonly number[];
  /** In order of `from`. None begins before the moment in which it was written. */
  readonly periods: readonly Period[];
  /** What this revision did. */
  readonly act: Act;
  /** The newest acts that came under a key, as hashes of both. */
  readonly keys: readonly { readonly key: string; readonly request: string }[];
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
  /** A hash of what was asked for: the same request again is the same act. */
  readonly request: string;
}

export const decisionScheduleKind: RecordKind<DecisionSchedule> = {
  ...plainKind<DecisionSchedule>('decision-schedule'),
  places: () => ({ listed: false }),
};

/** The most periods that are kept: of those that have ended, the oldest go. */
const MOST_PERIODS = 300;
const MOST_KEYS = 50;

/** The period that a moment lies in; undefined before the first. */
export function periodAt(periods: readonly Period[], moment: number): Period | undefined {
  return periods.findLast(({ from }) => from <= moment);
}

/**
 * The schedule after an act. Where another version takes over, what was planned for later falls away: the last word
 * counts. What stands beside a version leaves the plans as they are.
 */
export function withAct(before: DecisionSchedule | undefined, act: Act, key?: string): DecisionSchedule {
  const { from, version, challenger, shadow } = act.period;
  const { periods = [], published = [], keys = [] } = before ?? {};
  const beside = [challenger?.version, shadow].filter((one) => one !== undefined);
  const takesOver = act.kind !== 'challenged' && beside.length === 0;
  const later = takesOver ? [] : periods.filter((period) => period.from > from);
  const named = [version, ...beside].filter((one) => one > 0);
  return {
    published: [...new Set([...published, ...named])].sort((one, other) => one - other),
    periods: [...periods.filter((period) => period.from < from), act.period, ...later].slice(-MOST_PERIODS),
    act,
    keys: [...keys, ...(key === undefined ? [] : [{ key, request: act.request }])].slice(-MOST_KEYS),
  };
}
