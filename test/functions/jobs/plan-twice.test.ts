import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDynamoJobs } from '../../../adapters/dynamo-jobs.ts';
import type { Records } from '../../../adapters/ports/records.ts';
import { createJobSteps } from '../../../functions/jobs/steps.ts';
import type { AnyWork, PlanStep } from '../../../functions/jobs/work.ts';
import { jobKind } from '../../../records/kinds/job.ts';
import { openStore, type Store } from '../../adapters/store.ts';

let store: Store;
beforeAll(async () => {
  store = await openStore();
});
afterAll(() => store.close());

const kind = jobKind('bulk');
const run = { kind: 'bulk', id: 'j', revision: 1 };

test('a plan that is believed dead and goes on changes nothing of the one that was made meanwhile', async () => {
  const parts = createDynamoJobs(store.client, store.names.jobs);
  const job = { ...run, content: { pass: 'do', tries: 1 } };
  const records = { of: () => ({ get: async () => job }) } as unknown as Records;
  let goOn = () => {};
  let beganSlowly = () => {};
  const held = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  const began = new Promise<void>((resolve) => {
    beganSlowly = resolve;
  });
  let plans = 0;
  const work: AnyWork = {
    kind,
    inOrder: false,
    async plan(_: never, from: unknown): Promise<PlanStep> {
      if (from === undefined) plans += 1;
      const mine = from ?? plans;
      const part = { items: 1, content: [`${mine} ${from === undefined ? 'first' : 'second'}`] };
      if (from !== undefined) {
        if (mine === 1) {
          beganSlowly();
          await held;
        }
        return { part };
      }
      return { part, onward: mine };
    },
    run: async () => ({ tally: {}, content: [] }),
  };
  const steps = createJobSteps({ records, parts, works: [work], now: () => 1 });
  const slow = steps.plan(run);
  await began;
  expect((await steps.plan(run)).todo).toEqual([1, 2]);
  const planned = async () => [await parts.part(run, 1), await parts.part(run, 2)];
  const meanwhile = await planned();
  expect(meanwhile.map((part) => part?.content)).toEqual([['2 first'], ['2 second']]);
  goOn();
  expect((await slow).todo).toEqual([1, 2]);
  expect(await planned()).toEqual(meanwhile);
});
