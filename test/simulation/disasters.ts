import type { Item } from '../../adapters/attributes.ts';
import { decodeEntry } from '../../adapters/journal-item.ts';
import type { SimulatedQueue } from './aws/queue.ts';
import type { StepFunctions } from './aws/step-functions.ts';
import type { StoreSite } from './aws/store-client.ts';
import type { Stream } from './aws/stream.ts';
import type { Operator } from './callers/operator.ts';
import type { Clockwork } from './clockwork.ts';
import { type FaultName, faultKinds } from './fault-kinds.ts';
import { type Fleet, names } from './fleet/fleet.ts';
import type { Ledger } from './ledger.ts';
import type { Receivers } from './outside/receivers.ts';
import type { Random } from './random.ts';
import type { Timeline } from './timeline.ts';
import type { Weather } from './weather.ts';

export interface DisasterOptions {
  readonly timeline: Timeline;
  readonly weather: Weather;
  readonly site: StoreSite;
  readonly stream: Stream;
  readonly queue: SimulatedQueue;
  readonly fleet: Fleet;
  readonly clockwork: Clockwork;
  readonly receivers: Receivers;
  readonly functions: StepFunctions;
  readonly ledger: Ledger;
  readonly operator: Operator;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Lets come, each at its own times, what does not strike a single request but everything at once. */
export function beginDisasters(given: DisasterOptions): void {
  const options = { ...given, rebuilds: given.weather.random('reconcile-rebuilds').chance(0.5) };
  const { timeline, weather, site, stream, queue, fleet, clockwork, receivers, functions } = options;
  const until = (milliseconds: number) => timeline.now() + milliseconds;
  const disasters: Partial<Record<FaultName, (random: Random) => unknown>> = {
    'store-hiccup': (random) => {
      site.downUntil = Math.max(site.downUntil, until(random.spread(SECOND, 12 * SECOND)));
    },
    'store-outage': (random) => {
      site.downUntil = until(random.spread(2 * SECOND, 5 * MINUTE));
    },
    'stream-down-25-hours': () => stream.stand(until(25 * HOUR)),
    'stream-down-7-days': () => stream.stand(until(7 * 24 * HOUR)),
    'queue-purged': () => queue.purge(),
    'perform-broken': (random) => {
      fleet.performsAgainAt = until(random.spread(10 * MINUTE, 4 * HOUR));
    },
    'processes-replaced': () => fleet.replace(),
    'sweep-missing': () => clockwork.withoutSweep(until(HOUR)),
    'reconcile-in-traffic': () => clockwork.reconcile(),
    'reconcile-twice': () => Promise.all([clockwork.reconcile(), clockwork.reconcile()]),
    'reconcile-redrives': () => clockwork.reconcile({ redrive: true }),
    'reconcile-rebuilds': () => clockwork.reconcile({ rebuild: true }),
    'receivers-down': (random) => {
      receivers.downUntil = until(random.spread(5 * MINUTE, 3 * HOUR));
    },
    'runs-down': (random) => {
      functions.downUntil = until(random.spread(MINUTE, HOUR));
    },
    'restore-journal': (random) => restore(options, [names.journal], random),
    'restore-tables': (random) => restore(options, [names.journal, names.projection], random),
    'restore-projection': (random) => restore(options, [names.projection], random),
    'projection-lost': () => put(options, names.projection, []),
    'projection-item-lost': (random) => {
      const items = site.store.table(names.projection).items();
      const lost = random.whole(0, items.length - 1);
      put(
        options,
        names.projection,
        items.filter((_, place) => place !== lost),
      );
    },
  };
  for (const [name, strike] of Object.entries(disasters)) {
    const kind = name as FaultName;
    const again = (): void => {
      const pause = weather.pauseUntil(kind);
      if (pause === undefined) return;
      timeline.after(pause, () => {
        if (weather.isClear()) return false;
        if (strike(weather.random(kind)) !== false) {
          weather.count(kind);
          timeline.mark(kind);
          timeline.story.note(undefined, faultKinds[kind].what);
        }
        return again();
      });
    };
    again();
  }
}

/**
 * Takes tables back to how they stand now, up to hours later, as an operator does it: everything that runs is ended,
 * the tables are exchanged, traffic comes in again, and sooner or later everything is rebuilt.
 */
async function restore(
  options: DisasterOptions & { readonly rebuilds: boolean },
  tables: readonly string[],
  random: Random,
): Promise<void> {
  const { timeline, site, stream, fleet, clockwork, ledger, operator, rebuilds } = options;
  const { epoch } = site;
  const kept = tables.map((table): [string, Item[]] => [table, site.store.table(table).items()]);
  await timeline.pause(random.spread(MINUTE, 24 * HOUR));
  // The tables that it was taken from are gone.
  if (site.epoch !== epoch) return;
  site.epoch += 1;
  fleet.replace();
  for (const [table, items] of kept) {
    put(options, table, items);
    if (table !== names.journal) continue;
    stream.forget();
    ledger.restored(items, timeline.now(), rebuilds);
    for (const instance of heldIn(items)) operator.held(instance);
  }
  await timeline.pause(random.spread(SECOND, 6 * HOUR));
  // Some never do: the daily reconciliation mends what is out of step.
  if (!rebuilds) return;
  while (!(await clockwork.reconcile({ rebuild: true }))) await timeline.pause(MINUTE);
}

/** Makes a table what these items say. */
function put({ site, ledger }: DisasterOptions, table: string, items: readonly Item[]): void {
  site.store.restore(table, items);
  if (table === names.projection) ledger.relisted(items);
}

/** Instances whose newest entry holds an effect: whoever restored the journal looks through them. */
function heldIn(items: readonly Item[]): readonly string[] {
  const heads = new Map<string, Item>();
  for (const item of items) {
    const instance = item.instance?.S ?? '';
    if (Number(item.revision?.N) > Number(heads.get(instance)?.revision?.N ?? 0)) heads.set(instance, item);
  }
  return [...heads]
    .filter(([, head]) => decodeEntry(head).pending.some(({ held }) => held !== undefined))
    .map(([instance]) => instance);
}
