import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DecisionMade, Entry } from '../../../engine/entry.ts';
import type { ProjectionItem } from '../../../engine/ports.ts';
import { createJobSteps } from '../../../functions/jobs/steps.ts';
import { createWhatIfWork } from '../../../functions/jobs/what-if.ts';
import { compare, sumOf } from '../../../functions/what-if/compare.ts';
import { whatIfKind } from '../../../records/kinds/what-if.ts';
import { aModel, rulesFor } from '../api/decision-requests.ts';
import { type Api, openApi } from '../api/server.ts';
import { takeSteps } from './take-steps.ts';

const made = (score: number, more: Partial<DecisionMade> = {}): DecisionMade => ({
  ...{ decision: 'lead-desk', version: 1, facts: { score }, rules: [] },
  output: score >= 80 ? 'sales' : 'nurture',
  ...more,
});
const entry = (instance: string, revision: number, at: number, ...decisions: DecisionMade[]) =>
  ({ instance, revision, at, decisions }) as unknown as Entry;

const from70 = (facts: Readonly<Record<string, unknown>>) => ({
  output: Number(facts.score) >= 70 ? 'sales' : 'nurture',
  rules: [],
});
const asked = { decision: 'lead-desk', from: 100, to: 200 };

describe('deciding again', () => {
  test('tells what would have been another, from what to what, with the first of each instance', () => {
    const entries = [
      entry('a', 1, 100, made(75)),
      entry('a', 2, 150, made(76)),
      entry('b', 1, 160, made(90)),
      entry('c', 1, 170, made(10), made(79, { challenger: true })),
    ];
    expect(compare(entries, asked, from70)).toEqual({
      tally: {
        ...{ decided: 5, same: 2, otherwise: 3, instances: 2, challenged: 1 },
        ...{ shadowSame: 0, shadowOtherwise: 0 },
      },
      changes: [{ was: 'nurture', would: 'sales', count: 3 }],
      shadowChanges: [],
      differences: [
        {
          instance: 'a',
          revision: 1,
          at: 100,
          version: 1,
          facts: { score: 75 },
          was: 'nurture',
          would: 'sales',
        },
        {
          instance: 'c',
          revision: 1,
          at: 170,
          version: 1,
          facts: { score: 79 },
          was: 'nurture',
          would: 'sales',
        },
      ],
    });
  });

  test.each<[string, Entry, number]>([
    ['before the period', entry('a', 1, 99, made(75)), 0],
    ['at its beginning', entry('a', 1, 100, made(75)), 1],
    ['just before its end', entry('a', 1, 199, made(75)), 1],
    ['at its end', entry('a', 1, 200, made(75)), 0],
    ['of another decision', entry('a', 1, 150, made(75, { decision: 'lead-lane' })), 0],
    ['that decides nothing', { ...entry('a', 1, 150), decisions: undefined } as unknown as Entry, 0],
  ])('counts a transition %s or not', (_, one, decided) => {
    expect(compare([one], asked, from70).tally.decided).toBe(decided);
  });

  test('counts what shadows said, whatever is asked now', () => {
    const shadow = (output: string) => ({ shadow: { version: 2, rules: [], output } });
    const entries = [entry('a', 1, 150, made(90, shadow('sales')), made(10, shadow('sales')))];
    expect(compare(entries, asked, from70)).toMatchObject({
      tally: { decided: 2, otherwise: 0, shadowSame: 1, shadowOtherwise: 1 },
      shadowChanges: [{ was: 'nurture', would: 'sales', count: 1 }],
    });
  });

  test('takes an answer with a fault for none, as the process did', () => {
    const fault = { code: 'invalid-input', place: 'score' };
    const failed = made(90, { fault, shadow: { version: 2, rules: [], output: 'sales' } });
    const shadowed = made(90, { shadow: { version: 2, rules: [], output: 'sales', fault } });
    expect(compare([entry('a', 1, 150, failed, shadowed)], asked, from70)).toMatchObject({
      tally: { decided: 2, same: 1, otherwise: 1, shadowOtherwise: 2 },
      changes: [{ was: null, would: 'sales', count: 1 }],
      shadowChanges: [
        { was: null, would: 'sales', count: 1 },
        { was: 'sales', would: null, count: 1 },
      ],
      differences: [{ was: null, would: 'sales' }],
    });
    const failing = () => ({ output: 'sales', rules: [], fault });
    expect(compare([entry('a', 1, 150, failed, made(90))], asked, failing)).toMatchObject({
      tally: { same: 1, otherwise: 1 },
      changes: [{ was: 'sales', would: null, count: 1 }],
    });
  });

  test('takes outputs for the same whose fields stand in another order', () => {
    const output = { desk: 'a', days: 1 };
    const other = () => ({ output: { days: 1, desk: 'a' }, rules: [] });
    expect(compare([entry('a', 1, 150, made(1, { output }))], asked, other).tally.otherwise).toBe(0);
  });

  test('leaves out facts that are long', () => {
    const facts = { score: 75, lines: 'x'.repeat(3000) };
    const [one] = compare([entry('a', 1, 150, made(75, { facts }))], asked, from70).differences;
    expect(one).not.toHaveProperty('facts');
  });

  test('adds up the changes of many parts', () => {
    const one = { was: 1, would: 2, count: 3 };
    expect(sumOf([[one], [{ ...one, would: 3, count: 1 }], [{ ...one, count: 5 }]])).toEqual([
      { was: 1, would: 2, count: 8 },
      { was: 1, would: 3, count: 1 },
    ]);
  });
});

describe('as a job', () => {
  let api: Api;
  beforeAll(async () => {
    api = await openApi();
    await api.post('/decisions', { model: aModel('lead-desk', rulesFor('70')) });
  });
  afterAll(() => api.close());

  const START = Date.UTC(2026, 0, 1);

  /** 250 instances, the first of which began at `START`, one a minute; each decides on its own score twice. */
  const items = Array.from({ length: 250 }, (_, place) => {
    const createdAt = START + place * 60_000;
    return { instance: `i-${place}`, createdAt, updatedAt: createdAt + 30_000 } as ProjectionItem;
  });
  const projection = {
    async list(_: unknown, limit: number, cursor = '0') {
      const next = Number(cursor) + limit;
      return { items: items.slice(Number(cursor), next), ...(next < items.length && { cursor: `${next}` }) };
    },
  };
  const engine = {
    async journal(instance: string, first: number) {
      const place = Number(instance.slice(2));
      const at = START + place * 60_000;
      const score = place % 100;
      const entries = [entry(instance, 1, at, made(score)), entry(instance, 2, at + 30_000, made(score))];
      return entries.slice(first - 1);
    },
  };

  async function work() {
    const { records, parts, now } = api.deps;
    const works = [createWhatIfWork({ ...api.deps, projection, engine, perPart: 40 })];
    const steps = createJobSteps({ records, parts, works, now });
    return async (id: string, revision: number) => takeSteps(steps, { kind: whatIfKind.kind, id, revision });
  }

  async function ask(json: object) {
    const reply = await api.post('/decisions/lead-desk/what-if', {
      from: new Date(START).toISOString(),
      ...json,
    });
    const path = reply.headers.get('location') ?? '';
    await (await work())(path.slice('/what-if/'.length), 1);
    return (await api.get(path)).body;
  }

  test('reports counts, changes and at most 20 examples of all instances', async () => {
    const body = await ask({ draft: 1 });
    expect(body).toMatchObject({
      state: 'done',
      tally: { decided: 500, otherwise: 40, same: 460, instances: 20 },
      changes: [{ was: 'nurture', would: 'sales', count: 40 }],
      shadowChanges: [],
    });
    const examples = body.examples as { instance: string; facts: { score: number } }[];
    expect(examples.map(({ instance }) => instance)).toEqual(
      [70, 71, 72, 73, 74, 75, 76, 77, 78, 79]
        .flatMap((place) => [`i-${place}`])
        .concat(Array.from({ length: 10 }, (_, place) => `i-${170 + place}`)),
    );
  });

  test('looks at a period alone, and stops where it ends', async () => {
    const to = new Date(START + 75 * 60_000).toISOString();
    const body = await ask({ draft: 1, to });
    expect(body).toMatchObject({ items: 75, tally: { decided: 150, otherwise: 10, instances: 5 } });
  });

  test.each<[string, object, string]>([
    ['neither a draft nor a version', {}, '/draft'],
    ['both', { draft: 1, version: 1 }, '/draft'],
    ['a revision that is not there', { draft: 9 }, '/draft'],
    ['a version that was not published', { version: 1 }, '/version'],
    ['a period that ends before it begins', { draft: 1, to: new Date(START - 1).toISOString() }, '/to'],
  ])('is refused with %s', async (_, json, path) => {
    const from = new Date(START).toISOString();
    const reply = await api.post('/decisions/lead-desk/what-if', { from, ...json });
    expect([reply.status, (reply.body.issues as { path: string }[])[0]?.path]).toEqual([422, path]);
  });
});
