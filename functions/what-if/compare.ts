import type { Decided, Facts } from '../../engine/deciding.ts';
import type { DecisionMade, Entry } from '../../engine/entry.ts';
import { canonical, sameJson } from '../../engine/json.ts';

/** A decision that would have been another. */
export interface Difference {
  readonly instance: string;
  readonly revision: number;
  /** Epoch milliseconds. */
  readonly at: number;
  /** The version that decided. */
  readonly version: number;
  /** Left out where they are long. */
  readonly facts?: Facts;
  readonly was: unknown;
  readonly would: unknown;
}

/** How often what was answered would have been something else. */
export interface Change {
  readonly was: unknown;
  readonly would: unknown;
  readonly count: number;
}

/** What came of deciding again. */
export interface Comparison {
  readonly tally: {
    /** Decisions, and how many would have been the same and others. */
    readonly decided: number;
    readonly same: number;
    readonly otherwise: number;
    /** Instances of which at least one would have been another. */
    readonly instances: number;
    /** Decisions that a challenger made, and what shadows said beside them. */
    readonly challenged: number;
    readonly shadowSame: number;
    readonly shadowOtherwise: number;
  };
  readonly changes: readonly Change[];
  /** What shadows said when it was decided: no other version is asked for it. */
  readonly shadowChanges: readonly Change[];
  /** The first one of each instance. */
  readonly differences: readonly Difference[];
}

/** Which decisions, and from when on up to when. */
export interface Asked {
  readonly decision: string;
  readonly from: number;
  readonly to: number;
}

const LONG = 2000;

/** Makes the decisions of some entries, all of one instance after the other, again. */
export function compare(
  entries: Iterable<Pick<Entry, 'instance' | 'revision' | 'at' | 'decisions'>>,
  { decision, from, to }: Asked,
  decide: (facts: Facts) => Decided,
): Comparison {
  const changes = createChanges();
  const shadowChanges = createChanges();
  const differences = new Map<string, Difference>();
  let [decided, challenged, shadowed] = [0, 0, 0];
  for (const { instance, revision, at, decisions = [] } of entries) {
    if (at < from || at >= to) continue;
    for (const made of decisions) {
      if (made.decision !== decision) continue;
      decided += 1;
      if (made.challenger) challenged += 1;
      if (made.shadow !== undefined) {
        shadowed += 1;
        shadowChanges.add(answerOf(made), answerOf(made.shadow));
      }
      const would = answerOf(decide(made.facts));
      if (!changes.add(answerOf(made), would) || differences.has(instance)) continue;
      differences.set(instance, { instance, revision, at, ...differenceOf(made, would) });
    }
  }
  const [otherwise, shadowOtherwise] = [changes.count(), shadowChanges.count()];
  return {
    tally: {
      ...{ decided, same: decided - otherwise, otherwise, instances: differences.size, challenged },
      ...{ shadowSame: shadowed - shadowOtherwise, shadowOtherwise },
    },
    ...{ changes: changes.all(), shadowChanges: shadowChanges.all() },
    differences: [...differences.values()],
  };
}

/** An answer with a fault is none: the process went on without. */
function answerOf({ output, fault }: Pick<Decided, 'fault'> & { readonly output?: unknown }): unknown {
  return fault === undefined ? output : null;
}

function differenceOf(made: DecisionMade, would: unknown) {
  const { version, facts } = made;
  const isShort = JSON.stringify(facts).length <= LONG;
  return { version, ...(isShort && { facts }), was: answerOf(made), would };
}

/** Adds changes of many parts up, the most frequent first. */
export function sumOf(parts: Iterable<readonly Change[]>): readonly Change[] {
  const sum = createChanges();
  for (const changes of parts) for (const { was, would, count } of changes) sum.add(was, would, count);
  return sum.all();
}

function createChanges() {
  const counts = new Map<string, Change>();
  return {
    /** False where nothing differs. */
    add(was: unknown, would: unknown, count = 1): boolean {
      if (sameJson(was, would)) return false;
      const key = canonical([was, would]);
      counts.set(key, { was, would, count: (counts.get(key)?.count ?? 0) + count });
      return true;
    },
    count: () => [...counts.values()].reduce((sum, { count }) => sum + count, 0),
    all: () => [...counts.values()].sort((one, other) => other.count - one.count),
  };
}
