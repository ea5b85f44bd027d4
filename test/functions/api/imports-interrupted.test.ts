import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { JobRun } from '../../../adapters/ports/jobs.ts';
import { createImportWork } from '../../../functions/jobs/import.ts';
import { createJobSteps, type JobSteps, type PlanRun } from '../../../functions/jobs/steps.ts';
import { createSealedFiles } from '../../../functions/sealed-files.ts';
import { customerKind } from '../../../records/kinds/customer.ts';
import { importKind } from '../../../records/kinds/import.ts';
import { personKind } from '../../../records/kinds/person.ts';
import type { RecordKind } from '../../../records/record-kind.ts';
import { seed } from '../../engine/seed.ts';
import { takeSteps } from '../jobs/take-steps.ts';
import { anImport, startImport } from './exchange-requests.ts';
import { type Api, openApi } from './server.ts';

let api: Api;
beforeEach(async () => {
  api = await openApi();
});
afterEach(() => api.close());

/** The steps as a process of its own would take them, which remembers nothing of another. */
function anotherProcess(): JobSteps {
  const { records, parts, now } = api.deps;
  const files = createSealedFiles(api.deps.files, api.deps.safe);
  return createJobSteps({ records, parts, works: [createImportWork({ ...api.deps, files }, 20)], now });
}

async function runOf(path: string): Promise<JobRun> {
  const { revision } = (await api.get(path)).body;
  return { kind: 'import', id: path.slice('/imports/'.length), revision: Number(revision) };
}

async function report(path: string): Promise<unknown> {
  const rows: unknown[] = [];
  for (let cursor: unknown = ''; cursor !== null; ) {
    const { body } = await api.get(`${path}/report?limit=100${cursor === '' ? '' : `&cursor=${cursor}`}`);
    rows.push(...(body.items as unknown[]));
    cursor = body.cursor;
  }
  return rows;
}

const everyone = async () => {
  const { body } = await api.get('/customers?limit=100');
  return body.items as readonly Readonly<Record<string, unknown>>[];
};

describe('a plan', () => {
  test('goes on in another process as it would have in its own', async () => {
    // Rows of the second and the third part mean those of parts before them.
    const mails = Array.from({ length: 50 }, (_, n) => `p${n % 30}@example.com`);
    const text = `name,email\n${mails.map((mail, n) => `Person ${n},${mail}`).join('\n')}`;
    const [one, other] = [await anImport(api, text), await anImport(api, text)];
    await startImport(api, one, { dryRun: true });
    await takeSteps(anotherProcess(), await runOf(one));
    await startImport(api, other, { dryRun: true });
    const run = await runOf(other);
    let planned = await anotherProcess().plan(run, () => false);
    for (let steps = 1; planned.onward !== undefined; steps++) {
      const next: PlanRun = { ...run, onward: planned.onward };
      // What a killed step wrote is written over.
      if (steps === 2) await anotherProcess().plan(next, () => false);
      planned = await anotherProcess().plan(next, () => false);
    }
    expect(planned.todo).toEqual([1, 2, 3]);
    for (const part of planned.todo) await anotherProcess().run({ ...run, part });
    const ids = (rows: unknown) => JSON.stringify(rows).replaceAll(/"customer":"\w+"/g, '');
    expect(ids(await report(other))).toBe(ids(await report(one)));
    expect((await api.get(one)).body.tally).toMatchObject({ created: 30, duplicate: 20 });
  });
});

describe('a part that was cut off', () => {
  test('is done again, and each row is there once', async () => {
    const rows = Array.from({ length: 40 }, (_, n) => `Person ${n},p${n}@example.com`);
    const path = await anImport(api, `name,email\n${rows.join('\n')}`);
    await startImport(api, path, { dryRun: false });
    const run = await runOf(path);
    await anotherProcess().plan(run);
    // Killed before anybody knew what came of it.
    const { parts, ...deps } = api.deps;
    const deaf = { ...parts, putResult: () => Promise.reject(new Error('killed')) };
    const files = createSealedFiles(deps.files, deps.safe);
    const works = [createImportWork({ ...deps, files }, 40)];
    const dying = createJobSteps({ records: deps.records, parts: deaf, works, now: deps.now });
    await expect(dying.run({ ...run, part: 1 })).rejects.toThrow('killed');
    expect(await everyone()).toHaveLength(20);
    await takeSteps(anotherProcess(), run);
    expect((await api.get(path)).body).toMatchObject({ state: 'done', tally: { created: 40 } });
    const all = await everyone();
    expect([all.length, all.every(({ revision }) => revision === 1)]).toEqual([40, true]);
  });

  test('does not undo what somebody changed since', async () => {
    const { body: ann } = await api.post('/customers', { name: 'Ann', email: 'ann@example.com' });
    const path = await anImport(api, 'name,email,tags\nAnna,ann@example.com,vip\n', { duplicates: 'update' });
    await startImport(api, path, { dryRun: false });
    const run = await runOf(path);
    const process = anotherProcess();
    await process.plan(run);
    const job = await api.deps.records.of(importKind).get(run.id);
    const part = await api.deps.parts.part({ ...run, plan: job?.content.plan }, 1);
    const files = createSealedFiles(api.deps.files, api.deps.safe);
    const work = createImportWork({ ...api.deps, files });
    if (job === undefined || part === undefined) throw new Error('There is no part.');
    await work.run(job, part, 1);
    api.pass(1000);
    await api.patch(`/customers/${ann.customer}`, 2, { name: 'Anne', tags: [] });
    expect(await work.run(job, part, 1)).toMatchObject({ tally: { updated: 1 } });
    expect(await everyone()).toMatchObject([{ name: 'Anne', tags: [], revision: 3 }]);
  });

  test('finds an owner or a customer gone, and says so', async () => {
    const who = { kind: 'caller', id: 'a' } as const;
    const { body: owner } = await api.post('/people', { name: 'Olga' });
    const { body: ann } = await api.post('/customers', { name: 'Ann', email: 'ann@example.com' });
    const text = `name,email,owner\nBob,bob@example.com,${owner.person}\nAnna,ann@example.com,\n`;
    const path = await anImport(api, text, { duplicates: 'update' });
    await startImport(api, path, { dryRun: false });
    const run = await runOf(path);
    await anotherProcess().plan(run);
    const remove = async <C extends object>(kind: RecordKind<C>, id: unknown) => {
      const store = api.deps.records.of(kind);
      const before = await store.get(String(id));
      if (before)
        await store.change(before, { content: before.content, who, at: api.deps.now(), removed: true });
    };
    await remove(personKind, owner.person);
    await remove(customerKind, ann.customer);
    await takeSteps(anotherProcess(), run);
    expect((await api.get(path)).body).toMatchObject({ state: 'done', tally: { invalid: 2, created: 0 } });
    expect(await report(path)).toMatchObject([
      { row: 2, outcome: 'invalid', problems: [{ column: null, message: 'owner names nothing here' }] },
      { row: 3, outcome: 'invalid', customer: null },
    ]);
    expect(await everyone()).toEqual([]);
  });
});

/** A handful of mails, numbers and names, so that rows mean one another. */
const cell = (values: readonly string[]) => fc.constantFrom('', ...values);
const mail = cell(['a@example.com', 'A@example.com', 'b@example.com', 'c@example.com', 'bad@']);
const phone = cell(['+4930123456', '030 123456', '+8613800138000', '12']);
const row = fc.record({
  name: cell(['Ann', 'Bob', '王小明']),
  email: mail,
  phone,
  tags: cell(['vip', 'x;y']),
});
const there = fc.record({
  name: fc.constantFrom('Cyd', 'Dan'),
  email: fc.constantFrom(undefined, 'a@example.com', 'b@example.com'),
  phone: fc.constantFrom(undefined, '+4930123456', '+8613800138000'),
});

test('a dry run tells what a real run does, whoever is there and whatever the file says', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(there, { maxLength: 3 }),
      fc.array(row, { minLength: 1, maxLength: 12 }),
      fc.constantFrom('skip', 'update', 'create'),
      async (customers, rows, duplicates) => {
        await api.close();
        api = await openApi();
        for (const one of customers) await api.post('/customers', one);
        const columns = ['name', 'email', 'phone', 'tags'] as const;
        const lines = rows.map((one) => columns.map((name) => `"${one[name]}"`).join());
        const path = await anImport(api, `${columns}\n${lines.join('\n')}`, { duplicates, country: 'DE' });
        await startImport(api, path, { dryRun: true });
        await api.work();
        const [dry, before] = [await report(path), await everyone()];
        expect(before).toHaveLength(customers.length);
        await startImport(api, path, { dryRun: false });
        await api.work();
        expect(await report(path)).toEqual(dry);
        const { tally } = (await api.get(path)).body as { tally: Record<string, number> };
        const after = await everyone();
        expect(after).toHaveLength(customers.length + (tally.created ?? 0));
        const changed = after.filter(({ revision }) => revision === 2).length;
        expect(changed).toBeLessThanOrEqual(tally.updated ?? 0);
      },
    ),
    { seed, numRuns: 25 },
  );
}, 240_000);

describe('a file of an import that is gone, as where it was removed while somebody set it going,', () => {
  test('ends the plan, and none of the other parts is taken for the whole', async () => {
    const path = await anImport(api, 'name\nJohn\n', { parts: 2 });
    const first = await api.files();
    await api.ask('PUT', `${path}/file/2`, { json: { text: 'Jane\n' } });
    const second = (await api.files()).find((file) => !first.includes(file));
    await startImport(api, path, { dryRun: false });
    await api.deps.files.remove(String(second));
    await api.work();
    expect((await api.get(path)).body).toMatchObject({ state: 'failed', code: 'file-gone' });
    expect(await everyone()).toEqual([]);
  });

  test('leaves its part undone, and none of its rows counts as through', async () => {
    const path = await anImport(api, 'name\nJohn\n');
    await startImport(api, path, { dryRun: false });
    const [steps, run] = [anotherProcess(), await runOf(path)];
    await steps.plan(run);
    for (const file of await api.files()) await api.deps.files.remove(file);
    await expect(steps.run({ ...run, part: 1 })).rejects.toMatchObject({ why: 'file-gone' });
    await steps.finish(run);
    expect((await api.get(path)).body).toMatchObject({ state: 'failed', code: 'interrupted', tally: {} });
  });
});
