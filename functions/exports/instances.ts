import type { Entry } from '../../engine/entry.ts';
import type { ListQuery, ProjectionItem } from '../../engine/ports.ts';
import { BYTE_ORDER_MARK, toCsv } from '../../exchange/csv-writer.ts';
import { TRACE_END, toEvent, traceStart, XES_END, xesStart } from '../../exchange/xes.ts';
import type { Wanted } from '../../records/kinds/export.ts';
import { aboutCustomer } from '../about-customer.ts';
import type { ExportDeps } from './deps.ts';
import { toLogEvent } from './log-event.ts';
import { ENOUGH, type Stretch } from './stretch.ts';

type WantedInstances = Exclude<Wanted, { what: 'customers' }>;

const PAGE = 100;

const INSTANCE_COLUMNS = [
  ...['instance', 'process', 'version', 'key', 'customer', 'status', 'states'],
  ...['revision', 'createdAt', 'updatedAt'],
];
const EVENT_COLUMNS = [
  ...['case', 'activity', 'lifecycle', 'timestamp', 'resource', 'role'],
  ...['process', 'version', 'key', 'revision', 'kind', 'status', 'state'],
];

/** Instances as CSV, a row each. None of it is personal. */
export async function instanceStretch(
  deps: ExportDeps,
  wanted: WantedInstances,
  from: unknown,
): Promise<Stretch> {
  const { enough = ENOUGH } = deps;
  const query = await queryOf(deps, wanted);
  let cursor = from as string | undefined;
  let text = from === undefined ? BYTE_ORDER_MARK + toCsv([INSTANCE_COLUMNS]) : '';
  let items = 0;
  do {
    const page = await deps.projection.list(query, PAGE, cursor);
    text += toCsv(page.items.map(instanceCells));
    items += page.items.length;
    cursor = page.cursor;
  } while (cursor !== undefined && text.length < enough);
  return { text, items, ...(cursor !== undefined && { onward: cursor }) };
}

/** Where to go on within the list and, where that is in the middle of a journal, in whose and from which revision. */
interface From {
  readonly cursor?: string | undefined;
  /** `createdAt` and id of the last instance that was begun. */
  readonly begun?: readonly [number, string];
  /** Of that one; absent where all of it was written. */
  readonly revision?: number;
}

/**
 * What happened in the instances: a row per transition, or an event log of IEEE 1849 (XES) in which an instance is a
 * trace. A journal may go over several stretches.
 */
export async function journalStretch(
  deps: ExportDeps,
  wanted: WantedInstances,
  from: unknown,
): Promise<Stretch> {
  const { enough = ENOUGH } = deps;
  const query = await queryOf(deps, wanted);
  const form = wanted.format === 'xes' ? XES : CSV;
  let at = (from ?? {}) as From;
  let text = from === undefined ? form.start() : '';
  let items = 0;
  for (;;) {
    const page = await deps.projection.list(query, PAGE, at.cursor);
    for (const item of page.items) {
      const isBegun = at.begun !== undefined && !isAfter(item, at.begun);
      const goesOn = at.revision !== undefined && at.begun?.[1] === item.instance;
      if (isBegun && !goesOn) continue;
      let revision = goesOn ? at.revision : undefined;
      if (revision === undefined) text += form.open(item);
      for (let left = true; left; ) {
        const next = revision ?? 1;
        const entries = await deps.engine.journal(item.instance, next, PAGE);
        text += form.events(item, entries);
        items += entries.length;
        left = entries.length === PAGE;
        revision = next + entries.length;
        const begun = [item.createdAt, item.instance] as const;
        if (left && text.length >= enough) return { text, items, onward: { ...at, begun, revision } };
      }
      text += form.close;
      at = { cursor: at.cursor, begun: [item.createdAt, item.instance] };
      if (text.length >= enough) return { text, items, onward: at };
    }
    if (page.cursor === undefined) return { text: text + form.end, items };
    at = { cursor: page.cursor };
  }
}

/** Lists go from the oldest on, and by id among those of one moment. */
function isAfter({ createdAt, instance }: ProjectionItem, [at, id]: readonly [number, string]): boolean {
  return createdAt > at || (createdAt === at && instance > id);
}

/** How a journal is written. */
interface Form {
  start(): string;
  open(item: ProjectionItem): string;
  events(item: ProjectionItem, entries: readonly Entry[]): string;
  readonly close: string;
  readonly end: string;
}

const CSV: Form = {
  start: () => BYTE_ORDER_MARK + toCsv([EVENT_COLUMNS]),
  open: () => '',
  events: (item, entries) => toCsv(entries.map((entry) => eventCells(item, entry))),
  close: '',
  end: '',
};

const XES: Form = {
  start: xesStart,
  open: (item) => traceStart({ ...item, id: item.instance }),
  events: (_, entries) => entries.map((entry) => toEvent(toLogEvent(entry))).join(''),
  close: TRACE_END,
  end: XES_END,
};

async function queryOf(
  { definitions, customers }: ExportDeps,
  { where }: WantedInstances,
): Promise<ListQuery> {
  const { process, customer, ...rest } = where;
  return {
    ...rest,
    processes: process === undefined ? definitions.list().map((one) => one.process) : [process],
    order: 'oldest',
    ...(customer !== undefined && (await aboutCustomer(customers, customer))),
  };
}

function instanceCells(item: ProjectionItem): readonly string[] {
  const { instance, process, version, key = '', customer = '', status, states, revision } = item;
  return [
    ...[instance, process, String(version), key, customer, status, states.join(' '), String(revision)],
    ...[momentOf(item.createdAt), momentOf(item.updatedAt)],
  ];
}

function eventCells({ key = '' }: ProjectionItem, entry: Entry): readonly string[] {
  const { activity, lifecycle, at, resource, role, more } = toLogEvent(entry);
  return [
    ...[entry.instance, activity, lifecycle, momentOf(at), resource, role],
    ...[entry.process, String(entry.version), key],
    ...Object.values(more).map(String),
  ];
}

function momentOf(at: number): string {
  return new Date(at).toISOString();
}
