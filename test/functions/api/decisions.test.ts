import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { caseHandlers } from '../../../functions/api/decisions/cases.ts';
import type { ProofBody } from '../../../functions/api/decisions/outputs.ts';
import { decisionVersionKind } from '../../../records/kinds/decision.ts';
import { decisionScheduleKind } from '../../../records/kinds/decision-schedule.ts';
import type { Model } from '../../../rules/model.ts';
import { aModel, at, publish, rulesFor, saveDraft } from './decision-requests.ts';
import { expectProblem } from './expect-problem.ts';
import { type Api, openApi, type Reply } from './server.ts';

let api: Api;
beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api.close());

type Finding = ProofBody['findings'][number];

let count = 0;

/** A decision of its own, with its draft saved. */
async function begin(rules = rulesFor('80')): Promise<string> {
  count += 1;
  const id = `desk-${count}`;
  await saveDraft(api, aModel(id, rules));
  return id;
}

const state = async (id: string) => (await api.get(`/decisions/${id}`)).body.state;
const addCase = (id: string, score: number, expected: string) =>
  api.post(`/decisions/${id}/cases`, { title: `Of ${score}`, inputs: { score }, expected });

/** Publishes this threshold, a second later. */
async function next(id: string, threshold: string, more: object = {}): Promise<Reply> {
  api.pass(1000);
  const reply = await publish(api, id, await saveDraft(api, aModel(id, rulesFor(threshold))), more);
  expect([reply.status, reply.body.code]).toEqual([200, undefined]);
  api.pass(1000);
  return reply;
}

async function ask(id: string, score: number, version?: number | 'draft') {
  const { body } = await api.post(`/decisions/${id}/evaluate`, { inputs: { score }, version });
  const [result] = body.results as { output: unknown }[];
  return [body.version, result?.output];
}

describe('a draft', () => {
  test('goes from draft to validated, tested, published and rolled back', async () => {
    const id = await begin();
    expect(await state(id)).toBe('draft');
    await api.post(`/decisions/${id}/proof`);
    expect(await state(id)).toBe('validated');
    await addCase(id, 90, 'sales');
    await api.post(`/decisions/${id}/cases/run`);
    expect(await state(id)).toBe('tested');
    await publish(api, id, 1);
    expect(await state(id)).toBe('published');
    await next(id, '70', { acknowledge: true });
    await api.post(`/decisions/${id}/rollback`, { to: 1, why: 'Too many' });
    expect(await state(id)).toBe('rolled-back');
    await saveDraft(api, aModel(id, rulesFor('75')));
    expect(await state(id)).toBe('draft');
  });

  test('is saved under its revision: the second of two is refused, and nothing of theirs is kept', async () => {
    const id = await begin();
    const put = (threshold: string) =>
      api.ask('PUT', `/decisions/${id}/draft`, {
        json: { model: aModel(id, rulesFor(threshold)), why: threshold },
        headers: at(1),
      });
    const replies = await Promise.all([put('60'), put('61')]);
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 412]);
    const won = replies.find(({ status }) => status === 200);
    expect((await api.get(`/decisions/${id}/draft`)).body).toEqual(won?.body);
    expect(won?.body.revision).toBe(2);
  });

  test('that is saved again in the same words by the same caller is the same revision', async () => {
    const id = await begin();
    const ask = { json: { model: aModel(id, rulesFor('61')) }, headers: at(1) };
    const first = await api.ask('PUT', `/decisions/${id}/draft`, ask);
    expect(await api.ask('PUT', `/decisions/${id}/draft`, ask)).toMatchObject({
      status: 200,
      body: first.body,
    });
  });

  test.each<[string, object, Record<string, string>, number]>([
    ['without a revision, where there is one', aModel('desk-x'), {}, 428],
    ['of another decision', aModel('desk-y'), at(1), 422],
    ['of another revision', aModel('desk-x'), at(7), 412],
  ])('is not saved %s', async (_, model, headers, status) => {
    await saveDraft(api, aModel('desk-x'));
    const before = await api.stored();
    expectProblem(await api.ask('PUT', '/decisions/desk-x/draft', { json: { model }, headers }), status);
    expect(await api.stored()).toEqual(before);
  });

  test('that was taken away is begun anew', async () => {
    const id = await begin();
    const gone = await api.ask('DELETE', `/decisions/${id}/draft`, { headers: at(1) });
    expect([gone.status, gone.body.model]).toEqual([200, aModel(id)]);
    expect((await api.get(`/decisions/${id}/draft`)).status).toBe(404);
    expect((await api.get(`/decisions/${id}`)).body).toMatchObject({ state: 'none', draft: null });
    const anew = await api.ask('PUT', `/decisions/${id}/draft`, { json: { model: aModel(id) } });
    expect([anew.status, anew.body.revision]).toEqual([200, 3]);
  });

  test('cannot be called like a path of the API', async () => {
    expectProblem(await api.post('/decisions', { model: aModel('schema') }), 422, ['body', '/model/id']);
  });

  test('goes out and comes in as a file of DMN', async () => {
    const id = await begin();
    const { text, headers } = await api.get(`/decisions/${id}/draft/model.dmn?edition=1.3`);
    expect(headers.get('content-type')).toBe('application/xml; charset=utf-8');
    const ask = {
      raw: text.replaceAll('80', '85'),
      headers: { 'content-type': 'application/xml', ...at(1) },
    };
    const saved = await api.ask('PUT', `/decisions/${id}/draft`, ask);
    expect([saved.status, saved.body.code]).toEqual([200, undefined]);
    expect(await ask_(id, 84)).toEqual([null, 'nurture']);
    expect(await ask_(id, 85)).toEqual([null, 'sales']);
  });
  const ask_ = (id: string, score: number) => ask(id, score, 'draft');

  test.each([
    ['no XML', 'decision', 422],
    ['nothing', '', 422],
    ['another document', '<html/>', 422],
    ['entities', '<!DOCTYPE a [<!ENTITY b "c">]><definitions>&b;</definitions>', 422],
    ['too much', `<!--${'x'.repeat(1024 * 1024)}-->`, 413],
  ])('is not saved of a file that is %s', async (_, raw, status) => {
    const id = await begin();
    const headers = { 'content-type': 'application/xml', ...at(1) };
    const before = await api.stored();
    expectProblem(await api.ask('PUT', `/decisions/${id}/draft`, { raw, headers }), status);
    expect(await api.stored()).toEqual(before);
  });
});

describe('publishing', () => {
  const unknownName: Model['decisions'][number]['logic'] = { kind: 'literal', text: '((' };

  test.each<[string, (id: string) => Promise<unknown>, string]>([
    ['cannot be used', (id) => put(id, { ...aModel(id), answer: 'Nobody' }), 'proof-failed'],
    ['holds what is no FEEL', (id) => put(id, withLogic(id, unknownName)), 'proof-failed'],
    ['does otherwise on a saved case', (id) => addCase(id, 90, 'nurture'), 'cases-failed'],
  ])('refuses a draft that %s, and leaves no version', async (_, spoil, code) => {
    const id = await begin();
    await spoil(id);
    const { body } = await api.get(`/decisions/${id}/draft`);
    const reply = await publish(api, id, Number(body.revision), { acknowledge: true });
    expect([reply.status, reply.body.code]).toEqual([422, code]);
    expect((await api.get(`/decisions/${id}`)).body).toMatchObject({ inForce: null, versions: 0 });
    expect(await api.deps.records.of(decisionVersionKind).get(`${id}~1`)).toBeUndefined();
  });

  const put = (id: string, model: Model) =>
    api.ask('PUT', `/decisions/${id}/draft`, { json: { model }, headers: at(1) });
  const withLogic = (id: string, logic: Model['decisions'][number]['logic']): Model => {
    const model = aModel(id);
    return { ...model, decisions: model.decisions.map((one) => ({ ...one, logic })) };
  };

  const overlapping = [
    { id: 'high', when: ['>= 70'], then: ['"sales"'] },
    { id: 'low', when: ['< 80'], then: ['"nurture"'] },
  ];
  const gaping = [
    { id: 'high', when: ['> 80'], then: ['"sales"'] },
    { id: 'low', when: ['< 80'], then: ['"nurture"'] },
  ];

  test('refuses a draft with overlapping rules, and shows inputs that both fit', async () => {
    const id = await begin(overlapping);
    const { body } = await publish(api, id, 1, { acknowledge: true });
    const [finding] = body.findings as Finding[];
    expect([body.code, finding?.code, finding?.place.rules]).toEqual([
      'proof-failed',
      'overlap',
      ['high', 'low'],
    ]);
    const score = Number(finding?.example?.inputs?.score);
    expect(score >= 70 && score < 80).toBe(true);
    expect((await api.get(`/decisions/${id}`)).body).toMatchObject({ state: 'draft', versions: 0 });
    expect((await api.get(`/decisions/${id}/proof`)).body.findings).toEqual(body.findings);
  });

  test('asks for warnings to be acknowledged: inputs that no rule fits', async () => {
    const id = await begin(gaping);
    const { body } = await publish(api, id, 1);
    const [finding] = body.findings as Finding[];
    expect([body.code, finding?.code, finding?.example?.inputs]).toEqual([
      'warnings-open',
      'gap',
      { score: 80 },
    ]);
    expect((await api.get(`/decisions/${id}`)).body).toMatchObject({ state: 'validated', versions: 0 });
    expect((await publish(api, id, 1, { acknowledge: true })).body).toMatchObject({ versions: 1 });
  });

  test('shows what came otherwise, with the rules that were hit', async () => {
    const id = await begin();
    await addCase(id, 90, 'nurture');
    await addCase(id, 10, 'nurture');
    expect((await publish(api, id, 1)).body.failed).toMatchObject([
      { title: 'Of 90', expected: 'nurture', output: 'sales', hits: [{ table: 'Desk', rules: ['high'] }] },
    ]);
  });

  test('takes what comes with a fault for no answer, as a process does, however it comes out', async () => {
    const id = await begin([{ id: 'all', when: ['-'], then: ['"sales"'] }]);
    const one = { title: 'No score', inputs: {} };
    await api.post(`/decisions/${id}/cases`, { ...one, expected: 'sales' });
    await api.post(`/decisions/${id}/cases`, { ...one, expected: null });
    const { body } = await api.post(`/decisions/${id}/cases/run`);
    expect(body).toMatchObject({
      ...{ total: 2, passed: 1 },
      failed: [{ expected: 'sales', output: 'sales', faults: [{ code: 'invalid-input', place: 'score' }] }],
    });
    const refused = await publish(api, id, 1, { acknowledge: true });
    expect([refused.status, refused.body.code]).toEqual([422, 'cases-failed']);
  });

  test('runs saved cases for so long, and says how many that were', async () => {
    const id = await begin();
    for (const score of Array.from({ length: 20 }, (_, at) => at)) await addCase(id, score, 'nurture');
    let now = 0;
    const slow = { ...api.deps, now: () => (now += 1000) };
    const who = { kind: 'caller', id: 'anonymous' } as const;
    const run = caseHandlers(slow).runDecisionCases;
    await expect(
      run({ ...{ path: { decision: id }, query: {}, body: {}, who, prefix: '' } }),
    ).rejects.toMatchObject({ code: 'evaluation-too-long', members: { fit: 15 } });
  });

  test('counts from its moment on, and never from one in the past', async () => {
    const id = await begin();
    await publish(api, id, 1);
    api.pass(1000);
    const from = new Date(api.deps.now() + 60_000).toISOString();
    const revision = await saveDraft(api, aModel(id, rulesFor('60')));
    const past = new Date(api.deps.now() - 1).toISOString();
    expectProblem(await publish(api, id, revision, { from: past }), 422, ['body', '/from']);
    const { body } = await publish(api, id, revision, { from });
    expect(body).toMatchObject({ inForce: { version: 1 }, planned: [{ version: 2, from }] });
    expect(await ask(id, 70)).toEqual([1, 'nurture']);
    api.pass(60_000);
    expect(await ask(id, 70)).toEqual([2, 'sales']);
  });

  test('takes away what was planned for later, as does a roll-back', async () => {
    const id = await begin();
    await publish(api, id, 1);
    const from = new Date(api.deps.now() + 60_000).toISOString();
    await next(id, '60', { from });
    const { body } = await next(id, '50');
    expect(body).toMatchObject({ planned: [], versions: 3, inForce: { version: 3 } });
    await api.post(`/decisions/${id}/rollback`, {
      to: 2,
      why: 'Now',
      from: new Date(api.deps.now() + 1000).toISOString(),
    });
    api.pass(60_000);
    expect(await ask(id, 55)).toEqual([2, 'nurture']);
  });

  test('twice at once: one wins, the other is told, and both versions are whole or not there', async () => {
    const id = await begin();
    const replies = await Promise.all([
      publish(api, id, 1, { why: 'one' }),
      publish(api, id, 1, { why: 'another' }),
    ]);
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(replies.find(({ status }) => status === 409)?.body.code).toBe('publication-overtaken');
    const { items } = (await api.get(`/decisions/${id}/versions`)).body as { items: { why: string }[] };
    const winner = replies.findIndex(({ status }) => status === 200);
    expect(items.map(({ why }) => why)).toEqual([['one', 'another'][winner]]);
  });

  test('of the same request again, under its key or not, is done once', async () => {
    const id = await begin();
    const first = await publish(api, id, 1);
    expect((await publish(api, id, 1)).body).toEqual(first.body);
    const keyed = { ...at(1), 'Idempotency-Key': 'k-1' };
    const json = { why: 'once more' };
    const second = await api.post(`/decisions/${id}/publish`, json, keyed);
    expect(second.body.versions).toBe(2);
    await api.post(`/decisions/${id}/rollback`, { to: 1, why: 'so' });
    const again = await api.post(`/decisions/${id}/publish`, json, keyed);
    expect(again.body).toMatchObject({ versions: 2, state: 'rolled-back' });
    const other = await api.post(`/decisions/${id}/publish`, { why: 'another' }, keyed);
    expect([other.status, other.body.code]).toEqual([422, 'key-reused']);
  });

  test('that breaks off before the version counts leaves nothing half done, and goes on when it is asked again', async () => {
    const id = await begin();
    const { records } = api.deps;
    const dying: Api['deps']['records'] = {
      ...records,
      of(kind) {
        const store = records.of(kind);
        if (kind.kind !== decisionScheduleKind.kind) return store;
        return { ...store, create: () => Promise.reject(new Error('killed')) };
      },
    };
    const broken = await openApi({ deps: { ...api.deps, records: dying } });
    try {
      const reply = await publish(broken, id, 1, { why: 'as agreed' });
      expect(reply.status).toBe(500);
    } finally {
      await broken.close();
    }
    expect((await records.of(decisionVersionKind).get(`${id}~1`))?.content.version).toBe(1);
    expect((await api.get(`/decisions/${id}`)).body).toMatchObject({ inForce: null, versions: 0 });
    expect((await api.get(`/decisions/${id}/versions`)).body.items).toEqual([]);
    expect((await api.get(`/decisions/${id}/versions/1`)).status).toBe(404);
    expect((await api.post(`/decisions/${id}/evaluate`, { inputs: {}, version: 1 })).status).toBe(422);
    const other = await publish(api, id, 1, { why: 'somebody else' });
    expect(other.body).toMatchObject({ inForce: { version: 2 }, versions: 1 });
    expect((await publish(api, id, 1, { why: 'as agreed' })).body).toMatchObject({ versions: 2 });
  });

  test('goes on with the version of one that broke off, where it is the same', async () => {
    const id = await begin();
    const { records } = api.deps;
    await publish(api, id, 1, { why: 'as agreed' });
    const version = await records.of(decisionVersionKind).get(`${id}~1`);
    const other = await begin();
    await records.of(decisionVersionKind).create({
      id: `${other}~1`,
      content: {
        ...(version?.content as NonNullable<typeof version>['content']),
        decision: other,
        model: aModel(other),
      },
      who: { kind: 'caller', id: 'anonymous' },
      at: 1,
    });
    expect((await publish(api, other, 1, { why: 'as agreed' })).body).toMatchObject({
      inForce: { version: 1 },
    });
  });
});

describe('beside what is in force', () => {
  test('a version decides for a share, then in the shadow, then not at all', async () => {
    const id = await begin();
    await publish(api, id, 1);
    const challenged = await next(id, '60', { share: 1000 });
    expect(challenged.body.inForce).toMatchObject({ version: 1, challenger: { version: 2, share: 1000 } });
    const shadow = await api.post(`/decisions/${id}/challenger`, { shadow: 2, why: 'Carefully' });
    expect(shadow.body.inForce).toMatchObject({ version: 1, challenger: null, shadow: 2 });
    api.pass(1000);
    const none = await api.post(`/decisions/${id}/challenger`, { why: 'Enough' });
    expect(none.body.inForce).toMatchObject({ version: 1, challenger: null, shadow: null });
  });

  test.each<[string, string, object, number]>([
    ['challenger', 'where nothing is in force', { why: 'so' }, 409],
    ['challenger', 'with a version that is not there', { why: 'so', shadow: 9 }, 422],
    ['challenger', 'for all instances', { why: 'so', challenger: { version: 1, share: 10_000 } }, 422],
    ['rollback', 'to a version that is not there', { why: 'so', to: 9 }, 422],
    ['publish', 'as a challenger of nothing', { why: 'so', share: 10 }, 409],
    ['publish', 'both as a challenger and in the shadow', { why: 'so', share: 10, shadow: true }, 422],
    ['publish', 'without a reason', {}, 422],
  ])('%s is refused %s', async (deed, _, json, status) => {
    const id = await begin();
    const headers = deed === 'publish' ? at(1) : {};
    expectProblem(await api.post(`/decisions/${id}/${deed}`, json, headers), status);
    expect((await api.get(`/decisions/${id}`)).body).toMatchObject({ versions: 0, inForce: null });
  });
});

describe('a decision', () => {
  test('tells who did what, when and why, newest first, page by page', async () => {
    const id = await begin();
    await publish(api, id, 1, { why: 'first' });
    await next(id, '60', { why: 'second' });
    await api.post(`/decisions/${id}/rollback`, { to: 1, why: 'back' });
    api.pass(1000);
    await api.ask('DELETE', `/decisions/${id}/draft`, { headers: at(2) });
    const acts: unknown[] = [];
    let cursor: unknown = null;
    do {
      const query = cursor === null ? '' : `&cursor=${cursor}`;
      const { body } = await api.get(`/decisions/${id}/audit?limit=2${query}`);
      acts.push(...(body.items as unknown[]));
      cursor = body.cursor;
    } while (cursor !== null);
    const who = { kind: 'caller', id: 'anonymous' };
    expect(acts).toMatchObject([
      { act: 'draft-removed', draft: 3, why: null, who },
      { act: 'rolled-back', period: { version: 1 }, why: 'back', who },
      { act: 'published', period: { version: 2 }, why: 'second', who },
      { act: 'draft-saved', draft: 2, who },
      { act: 'published', period: { version: 1 }, why: 'first', who },
      { act: 'draft-saved', draft: 1, who },
    ]);
  });

  test('keeps each version as it was published', async () => {
    const id = await begin();
    await publish(api, id, 1);
    await next(id, '60');
    const one = await api.get(`/decisions/${id}/versions/1`);
    expect(one.body).toMatchObject({
      version: 1,
      model: aModel(id),
      published: { draft: 1, why: 'as agreed' },
    });
    const pages = [await api.get(`/decisions/${id}/versions?limit=1`)];
    pages.push(await api.get(`/decisions/${id}/versions?limit=1&cursor=${pages[0]?.body.cursor}`));
    const items = pages.flatMap(({ body }) => body.items as { version: number }[]);
    expect(items.map(({ version }) => version)).toEqual([2, 1]);
    expect(pages[1]?.body.cursor).toBeNull();
  });

  test('tells in words what changed between versions and the draft', async () => {
    const id = await begin();
    await publish(api, id, 1);
    await next(id, '60');
    const { body } = await api.get(`/decisions/${id}/versions/1/difference?to=2`);
    expect(body).toMatchObject({ from: 1, to: 2 });
    expect((body.en as string[])[0]).toMatch(/rule high.*“>= 80” became “>= 60”/);
    expect((body.zh as string[])[0]).toMatch(/80.*60/);
    const same = await api.get(`/decisions/${id}/versions/2/difference`);
    expect(same.body).toMatchObject({ to: null, en: [], zh: [] });
    expect((await api.get(`/decisions/${id}/versions/1/difference?to=9`)).status).toBe(404);
    expect((await api.get(`/decisions/${id}/versions/1/difference?to=last`)).status).toBe(400);
  });

  test('is drawn as a tree: what is in force, a version, or the draft', async () => {
    const id = await begin();
    const draw = async (query: string) => (await api.get(`/decisions/${id}/tree.mmd${query}`)).text;
    expect((await api.get(`/decisions/${id}/tree.mmd`)).status).toBe(409);
    expect(await draw('?version=draft')).toMatch(/sales/);
    await publish(api, id, 1);
    api.pass(1000);
    expect(await draw('')).toBe(await draw('?version=1'));
    expect(await draw('?lang=zh')).toContain('线索席位');
    expect((await api.get('/decisions/order-verification/tree.svg?version=0')).text).toMatch(/^<svg/);
  });

  test('is listed once, page by page', async () => {
    const listed: string[] = [];
    let cursor: unknown = null;
    do {
      const { body } = await api.get(`/decisions?limit=3${cursor === null ? '' : `&cursor=${cursor}`}`);
      listed.push(...(body.items as { decision: string }[]).map(({ decision }) => decision));
      cursor = body.cursor;
    } while (cursor !== null);
    expect(new Set(listed).size).toBe(listed.length);
    expect(listed).toEqual(
      expect.arrayContaining(Array.from({ length: count }, (_, at) => `desk-${at + 1}`)),
    );
  });

  test('answers thousands of questions at once, and refuses what no answer could hold', async () => {
    const id = await begin();
    const inputs = Array.from({ length: 5000 }, (_, place) => ({ score: place % 101 }));
    const { body } = await api.post(`/decisions/${id}/evaluate`, { inputs, version: 'draft' });
    const outputs = (body.results as { output: string }[]).map(({ output }) => output);
    expect(outputs).toEqual(inputs.map(({ score }) => (score >= 80 ? 'sales' : 'nurture')));
    const more = { inputs: [...inputs, { score: 1 }], version: 'draft' };
    expectProblem(await api.post(`/decisions/${id}/evaluate`, more), 422);
    const long = aModel(id, [{ id: 'all', when: ['-'], then: [`"${'x'.repeat(9_900)}"`] }]);
    const decisions = long.decisions.map((one) => ({
      ...one,
      logic: { ...one.logic, outputs: [{ type: 'string' }] } as typeof one.logic,
    }));
    await saveDraft(api, { ...long, decisions });
    const large = await api.post(`/decisions/${id}/evaluate`, { inputs, version: 'draft' });
    expect([large.status, large.body.code]).toEqual([413, 'answer-too-large']);
    expect(Number(large.body.fit)).toBeGreaterThan(200);
  });

  test.each<[string, string, unknown, string]>([
    ['inputs', 'POST', { inputs: 'x' }, '/inputs must be the inputs of one question, or a list of 1 to 5000'],
    ['no inputs', 'POST', {}, '/inputs must be the inputs of one question, or a list of 1 to 5000'],
    ['a version', 'POST', { inputs: {}, version: '1' }, '/version must be the number of a version, or draft'],
    ['a version to compare', 'GET', undefined, '/to must be the number of a version, or draft'],
  ])(
    'says what would be right where a request has something else for %s',
    async (_, method, json, detail) => {
      const id = await begin();
      await publish(api, id, 1);
      const path = method === 'GET' ? 'versions/1/difference?to=-1' : 'evaluate';
      const { body } = await api.ask(method, `/decisions/${id}/${path}`, json === undefined ? {} : { json });
      expect(body.detail).toContain(detail);
    },
  );

  test('says what is wrong with an input, and answers the others', async () => {
    const id = await begin();
    const inputs = [{ score: 'many' }, { score: 90 }];
    const { body } = await api.post(`/decisions/${id}/evaluate`, { inputs, version: 'draft' });
    expect(body.results).toMatchObject([
      { output: null, faults: [{}] },
      { output: 'sales', faults: [] },
    ]);
  });
});
