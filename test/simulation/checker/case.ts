import { decodeTask } from '../../../adapters/dynamo-tasks.ts';
import { decodeEntry } from '../../../adapters/journal-item.ts';
import { decodeProjection } from '../../../adapters/projection-item.ts';
import type { Definition } from '../../../engine/definition.ts';
import { durable } from '../../../engine/durable.ts';
import type { Entry } from '../../../engine/entry.ts';
import { derivedId } from '../../../engine/ids.ts';
import type { ProjectionItem, TaskItem } from '../../../engine/ports.ts';
import type { Climate } from '../climates.ts';
import type { Commit, Delivery, Ledger, Request, Undone, Violation } from '../ledger.ts';
import { deployed } from '../processes/all.ts';
import type { Table } from '../store/table.ts';
import { bulkCases } from './bulk.ts';
import { canonical } from './canonical.ts';
import { createShelf, type Shelf } from './shelf.ts';

/** All that there is to know of one instance when everything is quiet. */
export interface Case {
  readonly instance: string;
  readonly definition: Definition;
  /** The whole journal, in order. */
  readonly entries: readonly Entry[];
  /** When each entry was stored in truth, in the same order. */
  readonly commits: readonly Commit[];
  readonly requests: readonly Request[];
  readonly deliveries: readonly Delivery[];
  readonly undone: readonly Undone[];
  /** Messages that were sent until then may be missing. */
  readonly gapsUntil: number;
  readonly item: ProjectionItem | undefined;
  /** Its open tasks as inboxes show them. */
  readonly board: readonly TaskItem[];
  /** Ids of events that bulk actions send, and that are told to whoever waits for them. */
  readonly unasked: ReadonlySet<string>;
  /** What people have set, and when. */
  readonly shelf: Shelf;
  /** When it was looked at. */
  readonly now: number;
  readonly climate: Climate;
}

/** What must hold of every instance. Tells each breach by name; empty where there is none. */
export type Law = (one: Case, all: ReadonlyMap<string, Case>) => readonly Breach[];

export type Breach = Omit<Violation, 'instance'>;

const definitions = new Map(
  deployed.map((definition): [string, Definition] => [definition.process, durable(definition)]),
);

/** A run that has come to rest at `now`. */
export interface Checked {
  readonly ledger: Ledger;
  readonly store: { table(name: string): Pick<Table, 'items'> };
  readonly now: number;
  readonly climate: Climate;
}

/** Every instance of a run. */
export function casesOf({ ledger, store, now, climate }: Checked): ReadonlyMap<string, Case> {
  const journals = grouped(store.table('journal').items().map(decodeEntry), ({ instance }) => instance);
  const deliveries = grouped(ledger.deliveries, ({ key }) => key.slice(0, key.indexOf('/')));
  const unanswered = new Map<string, Request>();
  const requests = grouped(ledger.requests, (request) => {
    const { instance, kind, who, process, key, body } = request;
    if (instance !== undefined) return instance;
    if (kind === 'start' && key !== undefined) return derivedId(who, process, key);
    unanswered.set(inputOf(process, body), request);
    return '';
  });
  const items = new Map(
    store
      .table('projection')
      .items()
      .filter((item) => item.created !== undefined)
      .map((item) => [item.instance?.S ?? '', decodeProjection(item)]),
  );
  const tasks = store
    .table('tasks')
    .items()
    .filter((item) => item.due !== undefined);
  const boards = grouped(tasks.map(decodeTask), ({ instance }) => instance);
  const told = ledger.telling.people.map(({ who, cause }) => derivedId(who, cause));
  const unasked = new Set([...bulkCases(ledger).map(({ eventId }) => eventId), ...told]);
  const shelf = createShelf(ledger);
  const names = new Set([...journals.keys(), ...deliveries.keys(), ...requests.keys(), ...items.keys()]);
  names.delete('');
  const cases = [...names].flatMap((instance): [string, Case][] => {
    const entries = (journals.get(instance) ?? []).sort((a, b) => a.revision - b.revision);
    const own = requests.get(instance) ?? [];
    const first = entries[0];
    const started = first && unanswered.get(inputOf(first.process, first.event.payload ?? {}));
    const name = first?.process ?? own.find(({ process }) => process !== '')?.process ?? '';
    const definition = definitions.get(name);
    // A restore took it away, and nobody ever heard what it was.
    if (name === '') return [];
    if (definition === undefined) throw new TypeError(`There is no process ${name}.`);
    const one = {
      instance,
      definition,
      entries,
      commits: ledger.commits(instance),
      requests: started === undefined ? own : [started, ...own],
      deliveries: deliveries.get(instance) ?? [],
      undone: ledger.undone.get(instance) ?? [],
      gapsUntil: ledger.gapsUntil(),
      item: items.get(instance),
      board: boards.get(instance) ?? [],
      unasked,
      shelf,
      now,
      climate,
    };
    return [[instance, one]];
  });
  return new Map(cases);
}

function inputOf(process: string, input: Readonly<Record<string, unknown>>): string {
  const parsed = definitions.get(process)?.parseInput(input);
  return `${process} ${canonical(parsed !== undefined && 'value' in parsed ? parsed.value : input)}`;
}

function grouped<T>(all: readonly T[], nameOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const name = nameOf(one);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [one]);
    else group.push(one);
  }
  return groups;
}
