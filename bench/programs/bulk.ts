import { createDynamoJournal } from '../../adapters/dynamo-journal.ts';
import { createDynamoProjection } from '../../adapters/dynamo-projection.ts';
import { sideBySide } from '../../adapters/side-by-side.ts';
import type { Who } from '../../engine/entry.ts';
import { createBulkWork } from '../../functions/jobs/bulk.ts';
import { createJobSteps, type PlanRun } from '../../functions/jobs/steps.ts';
import { newId } from '../../functions/new-id.ts';
import { recordsOf } from '../../functions/wiring.ts';
import { bulkKind } from '../../records/kinds/bulk.ts';
import { segmentKind } from '../../records/kinds/segment.ts';
import { keysInClear, noFiles } from '../cases/no-services.ts';
import { order } from '../cases/order.ts';
import { engineOf } from '../cases/play.ts';
import { inTurn } from '../rounds.ts';
import { median } from '../statistics.ts';
import { clientOf, names } from '../store.ts';
import { answer } from './answer.ts';

export interface BulkInput {
  readonly endpoint: string;
  readonly customers: number;
  readonly rounds: number;
}

/** Orders started per second. */
export interface BulkSpeed {
  readonly bulk: number;
  readonly single: number;
}

const who: Who = { kind: 'caller', id: 'anonymous' };
const AT_ONCE = 16;
const PARTS_AT_ONCE = 4;
const titles = { en: 'Club', zh: '会员' };

await answer<BulkInput, BulkSpeed>(async ({ endpoint, customers: count, rounds }, progress) => {
  const client = clientOf(endpoint);
  const engine = engineOf(order, createDynamoJournal(client, names.journal));
  const shared = recordsOf(client, names, keysInClear, noFiles);
  const { records, customers, parts } = shared;
  const now = Date.now;
  const works = [
    createBulkWork({
      ...{ ...shared, engine, now, projection: createDynamoProjection(client, names.projection) },
      report: (_, error) => {
        throw error;
      },
    }),
  ];
  const steps = createJobSteps({ records, parts, works, now });
  const { customer: _, ...input } = order.input as Record<string, unknown>;
  const ids = Array.from({ length: count }, newId);
  progress(`${count} customers`);
  await sideBySide(ids, AT_ONCE, async (id) => {
    const content = { name: 'Member', language: 'en' as const, consent: {}, tags: ['club'], fields: {} };
    await customers.create({ id, content, who, at: now() });
  });
  const filter = { field: 'tags', has: 'club' };
  const segment = newId();
  const draft = { id: segment, content: { title: titles, filter }, who, at: now() };
  await records.of(segmentKind).create(draft);

  async function perSecond(work: () => Promise<void>): Promise<number> {
    const began = performance.now();
    await work();
    return (count * 1000) / (performance.now() - began);
  }

  const bulk = () =>
    perSecond(async () => {
      const deed = { action: 'start', process: 'order', segment, input, as: 'customer' } as const;
      const id = newId();
      await records.of(bulkKind).create({ id, content: { deed, pass: 'do', tries: 1 }, who, at: now() });
      const run: PlanRun = { kind: 'bulk', id, revision: 1 };
      const { todo } = await steps.plan(run);
      await sideBySide(todo, PARTS_AT_ONCE, (part) => steps.run({ ...run, part }));
      await steps.finish(run);
    });
  const single = (round: number) =>
    perSecond(() =>
      sideBySide(ids, AT_ONCE, async (customer) => {
        const key = `round ${round} of ${customer}`;
        await engine.start({ process: 'order', input: { ...input, customer }, key, who });
      }),
    );
  progress('bulk starts and single ones');
  const measured = await inTurn(rounds, bulk, single);
  client.destroy();
  return { bulk: median(measured.ours), single: median(measured.baseline) };
});
