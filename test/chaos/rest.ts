import { setTimeout as sleep } from 'node:timers/promises';
import type { Item } from '../../adapters/attributes.ts';
import { decodeProjection } from '../../adapters/projection-item.ts';
import type { Operator } from '../simulation/callers/operator.ts';
import type { Clock } from './clock.ts';
import type { Gate } from './gate.ts';
import { names } from './names.ts';
import type { Store } from './store.ts';
import type { Witness } from './witness.ts';

export interface RestOptions {
  readonly witness: Witness;
  readonly store: Store;
  readonly operator: Operator;
  readonly gate: Gate;
  readonly clock: Clock;
  /** How many entries there are. */
  readonly total: () => number;
  readonly patienceMs: number;
}

/** What the tables hold at a moment in which nothing is under way. */
export interface Rest {
  readonly now: number;
  readonly items: Readonly<Record<string, readonly Item[]>>;
  /** Why it never came to rest; undefined where it did. */
  readonly restless: string | undefined;
}

/** Waits until nothing is awaited, nothing is due and everything is handed on; then reads all. */
export async function comeToRest(options: RestOptions): Promise<Rest> {
  const { store, witness, clock, total, patienceMs } = options;
  for (const until = Date.now() + patienceMs; ; await sleep(300)) {
    const isLate = Date.now() > until;
    const waiting = waitingIn(options);
    if (waiting !== undefined && !isLate) continue;
    await witness.resolve(store.read);
    const before = total();
    const now = clock.now();
    const projection = await store.all(names.projection);
    const behind = behindIn(projection, witness);
    if (behind !== undefined && !isLate) continue;
    const [journal, tasks] = [await store.all(names.journal), await store.all(names.tasks)];
    if (total() !== before && !isLate) continue;
    const restless = waiting ?? behind ?? (total() === before ? undefined : 'it goes on and on');
    return {
      now,
      items: { [names.projection]: projection, [names.journal]: journal, [names.tasks]: tasks },
      restless,
    };
  }
}

function waitingIn({ witness, operator, gate, clock }: RestOptions): string | undefined {
  const now = clock.now();
  const heads = [...witness.heads.values()];
  const found = {
    pending: heads.filter(({ pending }) => pending.length > 0),
    unassigned: heads.filter(({ tasks }) =>
      tasks.some(({ assign, person }) => assign !== 'claim' && person === undefined),
    ),
    due: heads.filter(({ timers }) => timers.some(({ dueAt }) => dueAt <= now)),
  };
  const counts = {
    'instances that await effects': found.pending.length,
    'instances with timers that are due': found.due.length,
    'instances with tasks that nobody has': found.unassigned.length,
    'instances to be retried': operator.waiting(),
    'requests to the store': gate.underWay(),
  };
  const told = Object.entries(counts).filter(([, count]) => count > 0);
  if (told.length === 0) return undefined;
  const some = [...found.pending, ...found.due].slice(0, 5).map(({ instance }) => instance);
  return `${told.map(([what, count]) => `${count} ${what}`).join(', ')}: ${some.join(' ')}`;
}

function behindIn(projection: readonly Item[], { heads }: Witness): string | undefined {
  const items = new Map(
    projection
      .filter(({ created }) => created !== undefined)
      .map((item) => [item.instance?.S ?? '', decodeProjection(item)]),
  );
  const behind = [...heads.values()].filter(
    ({ instance, revision }) =>
      items.get(instance)?.relayed !== revision || items.get(instance)?.parked !== undefined,
  );
  if (behind.length === 0) return undefined;
  return `${behind.length} projections are behind: ${behind
    .slice(0, 5)
    .map(({ instance }) => instance)
    .join(' ')}`;
}
