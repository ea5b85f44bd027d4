import { createDynamoJournal } from '../../adapters/dynamo-journal.ts';
import { createDynamoProjection } from '../../adapters/dynamo-projection.ts';
import { createDynamoTasks } from '../../adapters/dynamo-tasks.ts';
import { tables } from '../../adapters/tables.ts';
import type { Entry } from '../../engine/entry.ts';
import { createDefinitions } from '../../engine/registry.ts';
import { createRelay } from '../../engine/relay.ts';
import { order } from '../cases/order.ts';
import { begin, engineOf, play } from '../cases/play.ts';
import type { Item } from '../cases/raw-put.ts';
import { type Sent, watch } from '../cases/watch.ts';
import { indexUnits, tableUnits } from '../cases/write-units.ts';
import { cpuOf } from '../rounds.ts';
import { clientOf, names } from '../store.ts';
import { answer } from './answer.ts';

export interface CostInput {
  readonly endpoint: string;
}

/** Capacity units per transition over the whole main story: as the store reported them, and as the rules have them. */
export interface Cost {
  readonly journal: { readonly reported: number; readonly computed: number };
  readonly projection: { readonly reported: number; readonly computed: number; readonly indexes: number };
  /** Read units of a head that is not kept. */
  readonly head: number;
  /** Milliseconds of processor time for one warm transition. */
  readonly cpuMs: number;
}

/** A client that asks for the capacity of every request and remembers what it sent. */
function countingClient(endpoint: string) {
  const client = clientOf(endpoint);
  const sent: Sent[] = [];
  client.middlewareStack.add(
    (next) => (args) =>
      next({ ...args, input: Object.assign(args.input, { ReturnConsumedCapacity: 'INDEXES' }) }),
    { step: 'initialize', name: 'capacity' },
  );
  watch(client, (one) => sent.push(one));
  return { client, sent };
}

function unitsOf({ output }: Sent): number {
  return (output?.ConsumedCapacity as { CapacityUnits?: number } | undefined)?.CapacityUnits ?? 0;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

async function capacity(endpoint: string): Promise<Omit<Cost, 'cpuMs'>> {
  const { client, sent } = countingClient(endpoint);
  const journal = createDynamoJournal(client, names.journal);
  const projection = createDynamoProjection(client, names.projection);
  const board = createDynamoTasks(client, names.tasks);
  const definitions = createDefinitions([order.definition]);
  const queue = { send: () => Promise.resolve() };
  const engine = engineOf(order, journal);
  const relay = createRelay({ engine, journal, projection, board, queue, definitions, now: Date.now });

  async function tell(): Promise<Entry> {
    let head = await begin(engine, order);
    await relay.relay(head.instance, [head]);
    for (const step of order.steps) {
      head = await play(engine, step, head);
      await relay.relay(head.instance, [head]);
    }
    return head;
  }

  // The first order teaches the projection's directory the states; that is written once for all orders.
  await tell();
  sent.length = 0;
  await tell();
  const putsInto = (table: string) =>
    sent.filter(({ command, input }) => command === 'PutItemCommand' && input.TableName === table);
  const computed = (
    puts: readonly Sent[],
    replaced: boolean,
    units: (before: Item | undefined, after: Item) => number,
  ) =>
    puts.map(({ input }, at) =>
      units(replaced ? (puts[at - 1]?.input.Item as Item | undefined) : undefined, input.Item as Item),
    );
  const written = putsInto(names.journal);
  const projected = putsInto(names.projection);
  const indexes = tables.projection.globalIndexes;
  const heads: number[] = [];
  for (const { input } of written) {
    sent.length = 0;
    await journal.head(String((input.Item as Item).instance?.S));
    heads.push(sum(sent.map(unitsOf)));
  }
  client.destroy();
  const per = (units: readonly number[]) => sum(units) / written.length;
  return {
    journal: { reported: per(written.map(unitsOf)), computed: per(computed(written, false, tableUnits)) },
    projection: {
      reported: per(projected.map(unitsOf)),
      computed: per(computed(projected, true, tableUnits)),
      indexes: per(computed(projected, true, (before, after) => indexUnits(indexes, before, after))),
    },
    head: per(heads),
  };
}

async function cpuPerTransition(endpoint: string): Promise<number> {
  const client = clientOf(endpoint);
  const engine = engineOf(order, createDynamoJournal(client, names.journal));
  const rounds: number[] = [];
  for (let round = 0; round < 60; round++) {
    let head = await begin(engine, order);
    const cpu = await cpuOf(async () => {
      for (const step of order.steps) head = await play(engine, step, head);
    });
    rounds.push(cpu / order.steps.length / 1000);
  }
  client.destroy();
  return rounds.sort((a, b) => a - b)[Math.floor(rounds.length / 2)] ?? 0;
}

await answer<CostInput, Cost>(async ({ endpoint }, progress) => {
  progress('capacity');
  const units = await capacity(endpoint);
  progress('processor time');
  return { ...units, cpuMs: await cpuPerTransition(endpoint) };
});
