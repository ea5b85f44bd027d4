import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { DecisionInForce } from '../../../engine/deciding.ts';
import { bundledDecisionData, createDecisions } from '../../../functions/decisions.ts';
import { decisionVersionKind } from '../../../records/kinds/decision.ts';
import { decisionScheduleKind } from '../../../records/kinds/decision-schedule.ts';
import { aModel, publish, rulesFor, saveDraft } from '../api/decision-requests.ts';
import { type Api, openApi } from '../api/server.ts';

vi.mock('../../../decisions/bundled.ts', () => ({
  bundledDecisions: { 'lead-desk': async () => aModel('lead-desk', rulesFor('50')) },
}));

let api: Api;
let decisions: ReturnType<typeof createDecisions>;
beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api.close());
beforeEach(() => {
  decisions = createDecisions(() => api.deps.records, { now: api.deps.now, keepMs: 60_000, most: 100 });
});

async function inForce(id = 'lead-desk', from = decisions): Promise<DecisionInForce | undefined> {
  return (await from.get('decision', id))?.value as DecisionInForce | undefined;
}

async function decide(score: number, moment = api.deps.now(), instance = 'i-1') {
  const deciding = (await inForce())?.at(moment, instance);
  return deciding && [deciding.version, deciding.decide({ score }).output];
}

/** Publishes a draft with this threshold. */
async function publishing(threshold: string, more: object = {}) {
  const revision = await saveDraft(api, aModel('lead-desk', rulesFor(threshold)));
  const reply = await publish(api, 'lead-desk', revision, more);
  expect([reply.status, reply.body.code]).toEqual([200, undefined]);
}

test('what comes with Baton decides until something is published', async () => {
  expect(await decide(60)).toEqual([0, 'sales']);
  expect((await bundledDecisionData.get('decision', 'lead-desk'))?.revision).toBe(0);
});

test.each([
  ['decision', 'nowhere'],
  ['decision', 'constructor'],
  ['calendar', 'lead-desk'],
])('there is no %s %s', async (kind, id) => {
  expect(await decisions.get(kind, id)).toBeUndefined();
  expect(await bundledDecisionData.get(kind, id)).toBeUndefined();
});

test('a published change reaches a warm function when what it kept is two seconds old', async () => {
  expect(await decide(60)).toEqual([0, 'sales']);
  await publishing('70');
  api.pass(1999);
  expect(await decide(60)).toEqual([0, 'sales']);
  api.pass(1);
  expect(await decide(60)).toEqual([1, 'nurture']);
});

test('a version that is published for later is in force from its moment on, and not a millisecond before', async () => {
  const from = api.deps.now() + 3_600_000;
  await publishing('80', { from: new Date(from).toISOString() });
  const { at } = (await inForce()) as DecisionInForce;
  const asked = [from - 1, from].map((moment) => at(moment, 'i-1'));
  expect(asked.map((one) => [one?.version, one?.decide({ score: 75 }).output])).toEqual([
    [1, 'sales'],
    [2, 'nurture'],
  ]);
  api.pass(3_600_000);
});

test('the two sides of a moment are each explained by their own version, whatever is in force now', async () => {
  const value = await inForce();
  for (const [version, output] of [
    [0, 'sales'],
    [1, 'sales'],
    [2, 'nurture'],
  ] as const) {
    expect((await value?.version(version))?.decide({ score: 75 }).output).toBe(output);
  }
  expect(await value?.version(99)).toBeUndefined();
});

test('what is rolled back to is in force again', async () => {
  await api.post('/decisions/lead-desk/rollback', { to: 1, why: 'Too few leads' });
  api.pass(2000);
  expect(await decide(75)).toEqual([1, 'sales']);
  await api.post('/decisions/lead-desk/rollback', { to: 0, why: 'As it was' });
  api.pass(2000);
  expect(await decide(60)).toEqual([0, 'sales']);
});

test('a shadow decides without effect, a challenger for its share', async () => {
  await publishing('90', { shadow: true });
  api.pass(2000);
  const deciding = (await inForce())?.at(api.deps.now(), 'i-1');
  expect([deciding?.version, deciding?.decide({ score: 85 }).output]).toEqual([0, 'sales']);
  expect([deciding?.shadow?.version, deciding?.shadow?.decide({ score: 85 }).output]).toEqual([3, 'nurture']);
  await api.post('/decisions/lead-desk/challenger', {
    challenger: { version: 3, share: 2000 },
    why: 'A try',
  });
  api.pass(2000);
  const value = await inForce();
  const versions = Array.from(
    { length: 1000 },
    (_, place) => value?.at(api.deps.now(), `i-${place}`)?.version,
  );
  const challenged = versions.filter((version) => version === 3).length;
  expect(challenged).toBeGreaterThan(100);
  expect(challenged).toBeLessThan(300);
  await api.post('/decisions/lead-desk/challenger', { why: 'It was tried' });
  api.pass(2000);
  expect((await inForce())?.at(api.deps.now(), 'i-1')).not.toHaveProperty('shadow');
});

test('a version is read once, however often it is asked', async () => {
  const read = vi.fn();
  const { records } = api.deps;
  const counting = createDecisions(
    () => ({
      of: (kind) => {
        const store = records.of(kind);
        return {
          ...store,
          at: (id, revision) => {
            read(kind.kind, id);
            return store.at(id, revision);
          },
        };
      },
    }),
    { now: api.deps.now, keepMs: 0, most: 10 },
  );
  for (let times = 0; times < 5; times += 1) await inForce('lead-desk', counting);
  const ids = read.mock.calls.map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

test('a version that cannot be made ready answers nothing, and says where it fails', async () => {
  const who = { kind: 'caller', id: 'test' } as const;
  const model = aModel('broken', [{ id: 'r', when: ['((('], then: ['"sales"'] }]);
  const figures = { errors: 0, warnings: 0, exact: true };
  await api.deps.records.of(decisionVersionKind).create({
    id: 'broken~1',
    content: {
      ...{ decision: 'broken', version: 1, model, draft: 1, why: 'so' },
      ...{ proof: figures, cases: { total: 0, passed: 0 } },
    },
    ...{ who, at: 1 },
  });
  const period = { from: 1, version: 1 };
  await api.deps.records.of(decisionScheduleKind).create({
    id: 'broken',
    content: {
      ...{ published: [1], periods: [period], keys: [] },
      act: { kind: 'published', period, why: 'so', request: '' },
    },
    ...{ who, at: 1 },
  });
  const decided = (await inForce('broken'))?.at(2, 'i-1')?.decide({ score: 1 });
  expect(decided).toMatchObject({ output: null, rules: [], fault: { code: 'not-ready' } });
  expect(decided?.fault?.place).toContain('rules');
});
