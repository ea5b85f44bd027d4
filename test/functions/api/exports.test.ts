import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { customerStretch } from '../../../functions/exports/customers.ts';
import { inPieces } from '../../../functions/exports/pieces.ts';
import { createExportWork } from '../../../functions/jobs/export.ts';
import { createJobSteps } from '../../../functions/jobs/steps.ts';
import { createSealedFiles } from '../../../functions/sealed-files.ts';
import { exportKind } from '../../../records/kinds/export.ts';
import { seed } from '../../engine/seed.ts';
import { readBytes } from '../../exchange/read.ts';
import { takeSteps } from '../jobs/take-steps.ts';
import { anImport, startImport } from './exchange-requests.ts';
import { anOrder, as, hire, payment } from './requests.ts';
import { type Api, openApi } from './server.ts';

let api: Api;
beforeEach(async () => {
  api = await openApi();
});
afterEach(() => api.close());

/** Asks for a file, has it written, and joins its pieces. */
async function written(json: object): Promise<string> {
  const { status, headers } = await api.post('/exports', json);
  expect(status).toBe(201);
  const path = headers.get('location') ?? '';
  await api.work();
  expect((await api.get(path)).body).toMatchObject({ state: 'done' });
  let text = '';
  for (let part = 1, parts = 1; part <= parts; part++) {
    const piece = await api.get(`${path}/file/${part}`);
    expect(piece.status).toBe(200);
    parts = Number(piece.body.parts);
    text += piece.body.text;
  }
  return text;
}

/** Rows of a CSV text by the names of its columns, as an import reads them. */
async function tableIn(text: string): Promise<readonly Readonly<Record<string, string>>[]> {
  const { columns, rows } = await readBytes(Buffer.from(text), 1000);
  return rows.map(({ cells }) => Object.fromEntries(columns.map((name, at) => [name, cells[at] ?? ''])));
}

async function someCustomers(): Promise<void> {
  const title = { en: 'Motto', zh: '座右铭' };
  await api.post('/fields', { name: 'motto', type: 'text', title, personal: true, searchable: true });
  const address = { lines: ['1, Long Street', 'Floor 2'], city: 'Köln', postalCode: '50667', country: 'DE' };
  for (const json of [
    { name: '=Ann+', email: 'ann@example.com', phone: '+49 30 123456', tags: ['vip', 'a;b'], address },
    { name: '王小明', phone: '+86 138 0013 8000', language: 'zh', consent: { sms: true, email: false } },
    { name: "O'Brien", tags: ['vip'], fields: { motto: '@home, "always"' }, timeZone: 'Europe/Berlin' },
  ]) {
    expect((await api.post('/customers', json)).status).toBe(201);
    api.pass(1000);
  }
}

describe('customers', () => {
  test('as CSV have a column for each field, and no cell that would be run', async () => {
    await someCustomers();
    const text = await written({ what: 'customers', format: 'csv' });
    expect(text.startsWith('\ufeffcustomer,name,')).toBe(true);
    expect(text).toContain(",'=Ann+,");
    expect(text).toContain(",'+8613800138000,");
    expect(text).toContain(`"'@home, ""always"""`);
    const rows = await tableIn(text);
    expect(rows.map((row) => row.name)).toEqual(['=Ann+', '王小明', "O'Brien"]);
    expect(rows[0]).toMatchObject({ phone: '+4930123456', tags: 'vip;a\\;b', 'address.city': 'Köln' });
    expect(rows[1]).toMatchObject({ 'consent.sms': 'yes', 'consent.email': 'no', 'consent.post': '' });
    expect(rows[2]).toMatchObject({
      'fields.motto': '@home, "always"',
      updatedAt: '2026-01-01T12:00:02.000Z',
    });
  });

  test('come in again as they went out', async () => {
    await someCustomers();
    const text = await written({ what: 'customers', format: 'csv' });
    const before = (await api.get('/customers')).body.items as Readonly<Record<string, unknown>>[];
    const path = await anImport(api, text, { duplicates: 'create' });
    await startImport(api, path, { dryRun: false });
    await api.work();
    const after = (await api.get('/customers')).body.items as typeof before;
    expect(after).toHaveLength(6);
    const plain = (all: typeof before) =>
      all
        .map(({ customer: _, createdAt: __, updatedAt: ___, consent, name, ...rest }) => ({
          ...rest,
          name,
          consent: Object.entries(consent as Record<string, { given: boolean }>).map(([k, v]) => [
            k,
            v.given,
          ]),
        }))
        .sort((a, b) => String(a.name).localeCompare(String(b.name)));
    const twice = plain(before).flatMap((one) => [one, one]);
    expect(plain(after)).toEqual(twice);
  });

  test('as vCards are cards of an import', async () => {
    await someCustomers();
    const text = await written({ what: 'customers', format: 'vcard' });
    expect(text.match(/^BEGIN:VCARD\r$/gm)).toHaveLength(3);
    expect(text).toContain('FN:王小明\r\n');
    expect(text).toContain('TEL;VALUE=uri:tel:+4930123456\r\n');
    expect(text).toContain('ADR:;;1\\, Long Street,Floor 2;Köln;;50667;DE\r\n');
  });

  test('are those of a segment, or those that are found', async () => {
    await someCustomers();
    const title = { en: 'Vip', zh: '贵宾' };
    const filter = { field: 'tags', has: 'vip' };
    const { segment } = (await api.post('/segments', { title, filter })).body;
    const names = async (json: object) => {
      const rows = await tableIn(await written({ what: 'customers', format: 'csv', ...json }));
      return rows.map((row) => row.name).sort();
    };
    expect(await names({ segment })).toEqual(['=Ann+', "O'Brien"]);
    expect(await names({ search: { name: '小明' } })).toEqual(['王小明']);
    expect(await names({ search: { phone: '030 123456', country: 'DE' } })).toEqual(['=Ann+']);
    expect(await names({ search: { tag: 'none' } })).toEqual([]);
  });

  test('are those of the segment as it was when the file was begun, whatever becomes of it', async () => {
    await someCustomers();
    const title = { en: 'VIPs', zh: '贵宾' };
    const filter = { field: 'tags', has: 'vip' };
    const segment = String((await api.post('/segments', { title, filter })).body.segment);
    const wanted = { what: 'customers', format: 'csv', segment } as const;
    const deps = { ...api.deps, files: createSealedFiles(api.deps.files, api.deps.safe) };
    const begun = await customerStretch(deps, wanted, undefined);
    await api.patch(`/segments/${segment}`, 1, { filter: { field: 'tags', has: 'nobody' } });
    await api.ask('DELETE', `/segments/${segment}`, { headers: { 'If-Match': '"2"' } });
    const later = await customerStretch(deps, wanted, { fields: [], revision: 1 });
    expect([begun.items, later.items]).toEqual([2, 2]);
  });

  test('under its key a file is the same after its segment was removed', async () => {
    const filter = { field: 'tags', has: 'vip' };
    const { body } = await api.post('/segments', { title: { en: 'VIPs', zh: '贵宾' }, filter });
    const ask = () =>
      api.post(
        '/exports',
        { what: 'customers', format: 'csv', segment: body.segment },
        { 'Idempotency-Key': 'k' },
      );
    const first = await ask();
    await api.ask('DELETE', `/segments/${body.segment}`, { headers: { 'If-Match': '"1"' } });
    expect(await ask()).toMatchObject({ status: 201, body: { export: first.body.export } });
  });

  test('that are none make an empty file', async () => {
    expect(await written({ what: 'customers', format: 'vcard' })).toBe('');
    expect(await tableIn(await written({ what: 'customers', format: 'csv' }))).toEqual([]);
  });
});

describe('instances', () => {
  /** Three orders, one of them paid. */
  async function orders(): Promise<readonly string[]> {
    const all: string[] = [];
    for (let n = 0; n < 3; n++) {
      api.pass(1000);
      all.push(await anOrder(api));
    }
    await api.post(`/instances/${all[1]}/events`, payment, as('ann'));
    for (const order of all) await api.project(order);
    return all;
  }

  test('as CSV are a row each', async () => {
    await hire(api);
    const all = await orders();
    const rows = await tableIn(await written({ what: 'instances', format: 'csv' }));
    expect(rows.map((row) => row.instance)).toEqual(all);
    expect(rows[1]).toMatchObject({ process: 'order', status: 'active', customer: 'c-1' });
    const where = { state: 'open.fulfilment.packing', process: 'order' };
    const paid = await tableIn(await written({ what: 'instances', format: 'csv', where }));
    expect(paid.map((row) => row.instance)).toEqual([all[1]]);
  });

  test('are cases of an event log, as CSV and as XES alike', async () => {
    await hire(api);
    const all = await orders();
    const rows = await tableIn(await written({ what: 'journal', format: 'csv' }));
    expect([...new Set(rows.map((row) => row.case))]).toEqual(all);
    const pay = rows.find((row) => row.activity === 'pay');
    expect(pay).toMatchObject({ case: all[1], lifecycle: 'complete', resource: 'ann', kind: 'event' });
    const log = eventsIn(await written({ what: 'journal', format: 'xes' }));
    expect(log.map(({ trace, name }) => [trace, name])).toEqual(rows.map((row) => [row.case, row.activity]));
  });
});

describe('a long file', () => {
  /** The same file, written with a stretch for each page, each instance, each hundred transitions. */
  async function inStretches(json: object): Promise<string> {
    const { headers } = await api.post('/exports', json);
    const id = headers.get('location')?.split('/').at(-1) ?? '';
    const files = createSealedFiles(api.deps.files, api.deps.safe);
    const work = createExportWork({ ...api.deps, files, enough: 1 }, 1000);
    const { records, parts, now } = api.deps;
    await takeSteps(createJobSteps({ records, parts, works: [work], now }), {
      kind: 'export',
      id,
      revision: 1,
    });
    const { body } = await api.get(`/exports/${id}/file/1`);
    const numbers = Array.from({ length: Number(body.parts) }, (_, at) => at + 1);
    const pieces = await Promise.all(numbers.map((part) => api.get(`/exports/${id}/file/${part}`)));
    const texts = pieces.map((piece) => String(piece.body.text));
    expect(Math.max(...texts.map((text) => Buffer.byteLength(text)))).toBeLessThanOrEqual(1000);
    return texts.join('');
  }

  test('of customers is the same in pieces of any size', async () => {
    await someCustomers();
    const rows = Array.from({ length: 120 }, (_, n) => `长城${n}`);
    const path = await anImport(api, `name\n${rows.join('\n')}`, { duplicates: 'create' });
    await startImport(api, path, { dryRun: false });
    await api.work();
    for (const format of ['csv', 'vcard']) {
      const json = { what: 'customers', format };
      expect(await inStretches(json)).toBe(await written(json));
    }
  });

  test('of journals too, of which one is longer than a stretch', async () => {
    const long = await anOrder(api);
    for (let n = 0; n < 130; n++) {
      const deed = n % 2 === 0 ? 'pause' : 'resume';
      await api.engine.byHand({
        instance: long,
        kind: deed,
        reason: 'a-test',
        who: { kind: 'caller', id: 'a' },
      });
    }
    for (const order of [long, await anOrder(api), await anOrder(api)]) await api.project(order);
    for (const format of ['csv', 'xes']) {
      const json = { what: 'journal', format };
      expect(await inStretches(json)).toBe(await written(json));
    }
    const log = eventsIn(await inStretches({ what: 'journal', format: 'xes' }));
    const own = log.filter(({ trace }) => trace === long).map(({ revision }) => revision);
    expect(own).toEqual(Array.from({ length: 131 }, (_, n) => n + 1));
  });

  test('is cut between characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 4, max: 20 }), (text, bytes) => {
        const pieces = [...inPieces(text, bytes)];
        expect(pieces.every((piece) => piece.byteLength > 0 && piece.byteLength <= bytes)).toBe(true);
        expect(pieces.map((piece) => new TextDecoder('utf-8', { fatal: true }).decode(piece)).join('')).toBe(
          Buffer.from(text)
            .toString()
            .replace(/^\ufeff/, ''),
        );
      }),
      { seed, numRuns: 1000 },
    );
  });
});

describe('an export', () => {
  test.each([
    [
      'a process that there is not',
      { what: 'journal', format: 'xes', where: { process: 'none' } },
      '/where/process',
    ],
    ['a segment that there is not', { what: 'customers', format: 'csv', segment: 'none' }, '/segment'],
    [
      'a field that nobody can search',
      { what: 'customers', format: 'csv', search: { field: { name: 'x', value: 'y' } } },
      '/search/field/name',
    ],
    ['a number that is none', { what: 'customers', format: 'csv', search: { phone: '12' } }, '/search/phone'],
    ['customers as an event log', { what: 'customers', format: 'xes' }, '/format'],
  ])('of %s is refused', async (_, json, path) => {
    const reply = await api.post('/exports', json);
    expect([reply.status, reply.body.issues]).toMatchObject([422, [{ path }]]);
  });

  test('is removed with its file', async () => {
    await someCustomers();
    const { headers } = await api.post('/exports', { what: 'customers', format: 'csv' });
    await api.work();
    expect(await api.files()).toHaveLength(1);
    const path = String(headers.get('location'));
    expect((await api.ask('DELETE', path, { headers: { 'If-Match': '"2"' } })).status).toBe(200);
    expect(await api.files()).toEqual([]);
    expect((await api.get(`${path}/file/1`)).status).toBe(404);
  });

  test('that is not written yet cannot be read', async () => {
    const { headers } = await api.post('/exports', { what: 'customers', format: 'csv' });
    const reply = await api.get(`${headers.get('location')}/file/1`);
    expect([reply.status, reply.body.code]).toEqual([409, 'not-ready']);
  });

  test('keeps nothing in clear', async () => {
    await api.post('/customers', { name: 'Canary Wren', email: 'canary@example.com' });
    const search = { name: 'canary' };
    expect(await written({ what: 'customers', format: 'csv', search })).toContain('Canary Wren');
    expect(
      (await api.deps.records.of(exportKind).page({ name: 'x', within: [], limit: 9 })).items,
    ).toHaveLength(1);
    const kept = Buffer.from(JSON.stringify(await api.stored())).toString('latin1');
    expect(kept).not.toMatch(/canary|wren/i);
  });
});

interface XesEvent {
  readonly trace: string;
  readonly name: string;
  readonly revision: number;
}

/** The events of a log, in order. Throws where the log is not well-formed. */
function eventsIn(text: string): readonly XesEvent[] {
  const events: { trace: string; name: string; revision: number }[] = [];
  let trace = '';
  let inner: Record<string, string> | undefined;
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes: { key, value } }) => {
    if (name === 'event') inner = {};
    else if (inner && key !== undefined) inner[String(key)] = String(value);
    else if (key === 'concept:name') trace = String(value);
  });
  parser.on('closetag', ({ name }) => {
    if (name !== 'event' || inner === undefined) return;
    events.push({ trace, name: inner['concept:name'] ?? '', revision: Number(inner.revision) });
    inner = undefined;
  });
  parser.write(text).close();
  return events;
}
