import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ReportRow } from '../../../functions/api/imports/outputs.ts';
import { anImport, startImport } from './exchange-requests.ts';
import { type Api, openApi } from './server.ts';

let api: Api;
beforeEach(async () => {
  api = await openApi();
});
afterEach(() => api.close());

/** Starts an import, does all there is to do, and tells how it stands then. */
async function done(path: string, json: object) {
  await startImport(api, path, json);
  await api.work();
  return (await api.get(path)).body;
}

/** Every row of the report, read page by page. */
async function report(path: string, query = ''): Promise<readonly ReportRow[]> {
  const rows: ReportRow[] = [];
  let cursor: unknown = null;
  do {
    const onward = cursor === null ? '' : `&cursor=${cursor}`;
    const { status, body } = await api.get(`${path}/report?limit=3${query}${onward}`);
    expect(status).toBe(200);
    rows.push(...(body.items as ReportRow[]));
    cursor = body.cursor;
  } while (cursor !== null);
  return rows;
}

const outcomes = (rows: readonly ReportRow[]) => rows.map(({ row, outcome }) => [row, outcome]);

async function customers(): Promise<readonly Readonly<Record<string, unknown>>[]> {
  return (await api.get('/customers?limit=100')).body.items as never;
}

const customer = async (json: object) => String((await api.post('/customers', json)).body.customer);

describe('a file', () => {
  test('comes in parts, in any order, and is known by its columns once it is complete', async () => {
    const path = await anImport(api, undefined, { parts: 2, name: 'spring.csv', duplicates: 'update' });
    const put = (part: number, json: object) => api.ask('PUT', `${path}/file/${part}`, { json });
    expect((await put(2, { text: 'Doe,john@example.com\n' })).body).toMatchObject({ part: 2, missing: [1] });
    expect((await api.get(path)).body).toMatchObject({ state: 'ready', columns: null, there: [{ part: 2 }] });
    const early = await api.post(`${path}/start`, { dryRun: true }, { 'If-Match': '"2"' });
    expect([early.status, early.body.code]).toEqual([409, 'not-ready']);
    const first = { data: Buffer.from('姓名,E-Mail\nJohn ').toString('base64') };
    expect((await put(1, first)).body).toMatchObject({ part: 1, bytes: 19, missing: [] });
    const { body } = await api.get(path);
    expect(body).toMatchObject({
      ...{ format: 'csv', duplicates: 'update', name: 'spring.csv', parts: 2, flaw: null, dryRun: null },
      columns: [
        { column: '姓名', field: 'name' },
        { column: 'E-Mail', field: 'email' },
      ],
    });
    // The answer was lost: the same part again changes nothing.
    expect((await put(1, first)).headers.get('etag')).toBe(`"${body.revision}"`);
    expect((await put(3, first)).status).toBe(404);
    await done(path, { dryRun: false });
    expect(await customers()).toMatchObject([{ name: 'John Doe', email: 'john@example.com' }]);
    const late = await put(1, { text: 'name\nJane' });
    expect([late.status, late.body.code]).toEqual([409, 'job-started']);
  });

  test('that is brought again takes the place of the first, and leaves nothing of it', async () => {
    const path = await anImport(api, 'colour\nred\n');
    const before = await api.files();
    await api.ask('PUT', `${path}/file/1`, { json: { text: 'name\nJohn\n' } });
    expect((await api.get(path)).body.columns).toEqual([{ column: 'name', field: 'name' }]);
    const after = await api.files();
    expect([before.length, after.length, before[0] === after[0]]).toEqual([1, 1, false]);
  });

  test('that several bring at once is one of theirs, whole', async () => {
    const path = await anImport(api, undefined, { parts: 2 });
    const puts = Array.from({ length: 24 }, (_, n) =>
      api.ask('PUT', `${path}/file/${n < 20 ? 1 : 2}`, {
        json: { text: n < 20 ? `name\nJohn ${n % 2}` : ' Doe\n' },
      }),
    );
    expect(new Set((await Promise.all(puts)).map(({ status }) => status))).toEqual(new Set([200]));
    expect(await api.files()).toHaveLength(2);
    expect(await done(path, { dryRun: true })).toMatchObject({ state: 'done', tally: { created: 1 } });
  });

  test('of Chinese spreadsheets is read as it was saved', async () => {
    const path = await anImport(api);
    const gbk = Buffer.from('d0d5c3fb2cb3c7cad00d0acdf5d0a1c3f72cb1b1bea90d0a', 'hex');
    await api.ask('PUT', `${path}/file/1`, { json: { data: gbk.toString('base64') } });
    expect((await api.get(path)).body.columns).toMatchObject([{ column: '姓名' }, { column: '城市' }]);
    await done(path, { dryRun: false, mapping: [{ column: '姓名', field: 'name' }] });
    expect(await customers()).toMatchObject([{ name: '王小明' }]);
  });

  test('whose row of names goes over several parts is known by all of it', async () => {
    const path = await anImport(api, undefined, { parts: 3 });
    const parts = ['\n姓名,E-', 'Mail,手', '机\n王小明,wang@example.com,\n'];
    for (const [at, text] of parts.entries())
      await api.ask('PUT', `${path}/file/${at + 1}`, { json: { text } });
    expect((await api.get(path)).body.columns).toEqual([
      { column: '姓名', field: 'name' },
      { column: 'E-Mail', field: 'email' },
      { column: '手机', field: 'phone' },
    ]);
    expect(await done(path, { dryRun: false })).toMatchObject({ state: 'done', tally: { created: 1 } });
  });

  test('of vCards is a table too', async () => {
    const path = await anImport(api, undefined, { format: 'vcard' });
    const card = (name: string, more = '') => `BEGIN:VCARD\nVERSION:4.0\nFN:${name}\n${more}END:VCARD\n`;
    const text = card('John', 'TEL:tel:+49-30-123456\nORG:Roe\n') + card('王小明', 'VERSION:2.1\n');
    await api.ask('PUT', `${path}/file/1`, { json: { text } });
    expect(await done(path, { dryRun: false })).toMatchObject({ tally: { created: 2 } });
    expect(await customers()).toEqual(
      expect.arrayContaining([expect.objectContaining({ name: 'John', phone: '+4930123456' })]),
    );
  });

  test.each([
    ['a column twice', 'name,name\na,b\n', 'column-twice'],
    ['nothing', '\n\n', 'empty'],
  ])('with %s is told at once, and cannot be started', async (_, text, code) => {
    const path = await anImport(api, text);
    expect((await api.get(path)).body).toMatchObject({ columns: null, flaw: { code } });
    const reply = await api.post(`${path}/start`, { dryRun: true }, { 'If-Match': '"2"' });
    expect([reply.status, reply.body.code]).toEqual([409, 'not-ready']);
    await api.ask('PUT', `${path}/file/1`, { json: { text: 'name\nJohn\n' } });
    expect(await done(path, { dryRun: true })).toMatchObject({ flaw: null, state: 'done' });
  });

  test('that turns out not to be readable ends the job with its line, and can be brought again', async () => {
    const path = await anImport(api, 'name,email\nJohn,"a"b\n');
    expect(await done(path, { dryRun: false })).toMatchObject({
      ...{ state: 'failed', code: 'quotes', line: 2 },
      flaw: { code: 'quotes', message: expect.stringContaining('line 2') },
    });
    await api.ask('PUT', `${path}/file/1`, { json: { text: 'name,email\nJohn,a@example.com\n' } });
    expect(await done(path, { dryRun: false })).toMatchObject({ state: 'done', flaw: null });
    expect(await customers()).toHaveLength(1);
  });
});

describe('a mapping', () => {
  test.each([
    ['of no column', [{ column: 'colour', field: 'name' }], '/mapping/0/column'],
    ['to no field', [{ column: 'a', field: 'merged' }], '/mapping/0/field'],
    ['without a name', [{ column: 'b', field: 'email' }], '/mapping/1/field'],
  ])('%s is refused', async (_, mapping, at) => {
    const path = await anImport(api, 'a,b\n1,2\n');
    const reply = await api.post(`${path}/start`, { dryRun: true, mapping }, { 'If-Match': '"2"' });
    expect([reply.status, reply.body.issues]).toMatchObject([422, [{ path: at }]]);
  });

  test('fills custom fields, consents and addresses', async () => {
    const title = { en: 'Level', zh: '等级' };
    await api.post('/fields', { name: 'level', type: 'number', title, personal: true });
    const text = '姓名,手机,等级,同意短信,地址,国家\n王小明,138 0013 8000,3,是,"长安街1号",中国\n';
    const path = await anImport(api, text, { country: 'CN' });
    expect(await done(path, { dryRun: false })).toMatchObject({ tally: { created: 1, invalid: 0 } });
    expect(await customers()).toMatchObject([
      {
        ...{ name: '王小明', phone: '+8613800138000', fields: { level: 3 } },
        ...{ consent: { sms: { given: true } }, address: { lines: ['长安街1号'], country: 'CN' } },
      },
    ]);
  });
});

describe('a row', () => {
  test('that is wrong is told by its column and a code, and never repeated', async () => {
    const rows = [
      'name,email,phone,language,owner,city',
      'Ann Secret,secret@,,,,',
      'Ann Secret,,12secret,,,',
      'Ann Secret,,,secret,,',
      'Ann Secret,,,,secret,',
      'Ann Secret,,,,,Secretville',
      ',secret@example.com,,,,',
      'Ann Secret,too,few',
      `${'Secret'.repeat(50)},,,,,`,
      'Ann Fine,fine@example.com,,,,',
    ];
    const path = await anImport(api, rows.join('\n'));
    expect(await done(path, { dryRun: false })).toMatchObject({ tally: { created: 1, invalid: 8 } });
    const told = await report(path, '&outcome=invalid');
    expect(told.map(({ row, problems: [one] }) => [row, one?.column, one?.code])).toEqual([
      [2, 'email', 'not-valid'],
      [3, 'phone', 'not-valid'],
      [4, 'language', 'not-valid'],
      [5, 'owner', 'not-valid'],
      [6, null, 'missing'],
      [7, null, 'missing'],
      [8, null, 'ragged'],
      [9, 'name', 'not-valid'],
    ]);
    const pieces = await api.get(`${path}/report/file/1`);
    expect(pieces.body).toMatchObject({ part: 1, parts: 1, mediaType: 'text/csv; charset=utf-8' });
    expect(pieces.body.text).toContain('\r\n2,invalid,,,email,not-valid,');
    expect(JSON.stringify(told) + pieces.text).not.toMatch(/secret/i);
    expect(await customers()).toMatchObject([{ name: 'Ann Fine' }]);
  });

  const file = [
    'name,email,phone,tags',
    'New,new@example.com,,',
    'By mail,ANN@example.com,,vip',
    'By phone,,+49 30 123456,',
    'Two,ann@example.com,+4930123456,',
    'New again,new@example.com,+4930999999,',
    'By mail again,ann@example.com,,',
    'Newer,,+4930999999,',
    'Nobody,,,',
  ].join('\n');

  test.each([
    [
      'skip',
      ['created', 'duplicate', 'duplicate', 'duplicate', 'duplicate', 'duplicate', 'created', 'created'],
    ],
    [
      'update',
      ['created', 'updated', 'updated', 'duplicate', 'duplicate', 'duplicate', 'created', 'created'],
    ],
    ['create', Array.from({ length: 8 }, () => 'created')],
  ] as const)('that means somebody: %s', async (duplicates, wanted) => {
    const ann = await customer({ name: 'Ann', email: 'Ann@Example.com' });
    const bob = await customer({ name: 'Bob', phone: '+4930123456' });
    const path = await anImport(api, file, { duplicates });
    await done(path, { dryRun: true });
    const dry = await report(path);
    expect(dry.map(({ outcome }) => outcome)).toEqual(wanted);
    expect(await customers()).toHaveLength(2);
    await done(path, { dryRun: false });
    const real = await report(path);
    expect(real).toEqual(dry);
    const made = real.filter(({ outcome }) => outcome === 'created').map(({ customer }) => customer);
    const all = await customers();
    expect(all.map((one) => one.customer).sort()).toEqual([ann, bob, ...made].sort());
    if (duplicates === 'create') return;
    expect(real.map(({ customer, sameAs }) => [customer, sameAs]).slice(1, 6)).toEqual([
      [ann, null],
      [bob, null],
      [ann, 3],
      [made[0], 2],
      [ann, 3],
    ]);
    const changed = duplicates === 'update';
    expect(all.find((one) => one.customer === ann)).toMatchObject({
      ...(changed ? { name: 'By mail', tags: ['vip'] } : { name: 'Ann', tags: [] }),
      email: changed ? 'ANN@example.com' : 'Ann@example.com',
    });
  });

  test('that means two customers is ambiguous, and changes neither', async () => {
    await customer({ name: 'Ann', email: 'ann@example.com' });
    await customer({ name: 'Bob', phone: '+4930123456' });
    const path = await anImport(api, 'name,email,phone\nTwo,ann@example.com,+4930123456\n', {
      duplicates: 'update',
    });
    expect(await done(path, { dryRun: false })).toMatchObject({ tally: { ambiguous: 1 } });
    expect(await report(path)).toMatchObject([{ row: 2, outcome: 'ambiguous', customer: null }]);
    expect((await customers()).map(({ revision }) => revision)).toEqual([1, 1]);
  });

  test('that changes somebody needs no name', async () => {
    const ann = await customer({ name: 'Ann', email: 'ann@example.com', tags: ['old'] });
    const path = await anImport(api, 'mail,labels\nann@example.com,vip\nx@example.com,vip\n', {
      duplicates: 'update',
    });
    await done(path, { dryRun: false });
    expect(outcomes(await report(path))).toEqual([
      [2, 'updated'],
      [3, 'invalid'],
    ]);
    expect(await customers()).toMatchObject([{ customer: ann, name: 'Ann', tags: ['vip'], revision: 2 }]);
  });
});

describe('a run', () => {
  test('is real once', async () => {
    const path = await anImport(api, 'name\nJohn\n');
    for (const dryRun of [true, true, false])
      expect(await done(path, { dryRun })).toMatchObject({ state: 'done' });
    const { revision } = (await api.get(path)).body;
    for (const dryRun of [true, false]) {
      const reply = await api.post(`${path}/start`, { dryRun }, { 'If-Match': `"${revision}"` });
      expect([reply.status, reply.body.code]).toEqual([409, 'job-started']);
    }
    expect(await customers()).toHaveLength(1);
  });

  test('that is paused writes nothing until it is resumed', async () => {
    const path = await anImport(api, 'name\nJohn\n');
    await startImport(api, path, { dryRun: false });
    await api.post(`${path}/pause`, undefined, { 'If-Match': '"3"' });
    await api.work();
    expect(await customers()).toHaveLength(0);
    await api.post(`${path}/resume`, undefined, { 'If-Match': '"4"' });
    await api.work();
    expect((await api.get(path)).body).toMatchObject({ state: 'done', tally: { created: 1 } });
    expect(await customers()).toHaveLength(1);
  });

  test('sees who is there when it is started, not who was there at the dry run', async () => {
    const path = await anImport(api, 'name,email\nJohn,john@example.com\n');
    expect(await done(path, { dryRun: true })).toMatchObject({ tally: { created: 1 } });
    const john = await customer({ name: 'John', email: 'john@example.com' });
    expect(await done(path, { dryRun: false })).toMatchObject({ tally: { created: 0, duplicate: 1 } });
    expect(await report(path)).toMatchObject([{ outcome: 'duplicate', customer: john }]);
  });

  test('is removed with its file and its plans, and leaves the customers', async () => {
    const path = await anImport(api, 'name\nJohn\n');
    for (const dryRun of [true, false]) await done(path, { dryRun });
    expect((await api.files()).length).toBeGreaterThan(2);
    const { revision } = (await api.get(path)).body;
    const remove = (at: unknown) => api.ask('DELETE', path, { headers: { 'If-Match': `"${at}"` } });
    expect((await remove(1)).status).toBe(412);
    expect((await remove(revision)).status).toBe(200);
    expect(await api.files()).toEqual([]);
    expect((await api.get(path)).status).toBe(404);
    expect(await customers()).toHaveLength(1);
  });

  test('that is under way is not removed', async () => {
    const path = await anImport(api, 'name\nJohn\n');
    await startImport(api, path, { dryRun: true });
    const reply = await api.ask('DELETE', path, { headers: { 'If-Match': '"3"' } });
    expect([reply.status, reply.body.code]).toEqual([409, 'job-started']);
  });

  test('keeps nothing in clear', async () => {
    const path = await anImport(api, 'name,Canary\nWren Canary,x\n', { name: 'canary.csv' });
    await done(path, { dryRun: false });
    const kept = Buffer.from(JSON.stringify(await api.stored())).toString('latin1');
    expect(kept).not.toMatch(/canary|wren/i);
  });
});
