import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPlace, type Place, type Running } from './place.ts';

const LONG = 300_000;

interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}
type Ids = Readonly<
  Record<'ann' | 'twin' | 'order' | 'note' | 'attachment' | 'owner' | 'segment', string>
> & {
  readonly files: readonly string[];
};

const file = Buffer.from('%PDF-1.4 a contract').toString('base64');

/** A customer's whole life, through HTTP alone; the server is killed in the middle of a day like any other. */
describe('a customer', () => {
  let place: Place;
  let server: Running;
  let ids: Ids;
  beforeAll(async () => {
    place = await openPlace();
    server = await place.listening(place.folder('data'));
    ids = await live();
  }, LONG);
  afterAll(() => place.close(), LONG);

  async function ask(method: string, path: string, json?: object, revision?: number): Promise<Answer> {
    const response = await fetch(server.base + path, {
      method,
      headers: {
        'content-type': 'application/json',
        ...(revision !== undefined && { 'if-match': `"${revision}"` }),
      },
      ...(json !== undefined && { body: JSON.stringify(json) }),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  }

  async function made(path: string, json: object, name: string): Promise<string> {
    const { status, body } = await ask('POST', path, json);
    expect([path, status]).toEqual([path, 201]);
    return String(body[name]);
  }

  async function live(): Promise<Ids> {
    const owner = await made('/people', { name: 'Olga Nowak', roles: ['sales'] }, 'person');
    const titles = { en: 'Level', zh: '等级' };
    await made(
      '/fields',
      { name: 'level', type: 'text', title: titles, personal: true, searchable: true },
      'name',
    );
    const filter = {
      all: [
        { field: 'owner', is: owner },
        { field: 'tags', has: 'vip' },
      ],
    };
    const segment = await made('/segments', { title: titles, filter }, 'segment');
    const ann = await made(
      '/customers',
      { name: 'Ann 王小明', email: 'Ann@Example.com', phone: '+49 30 123456', fields: { level: 'gold' } },
      'customer',
    );
    const changes = await Promise.all([
      ask('PATCH', `/customers/${ann}`, { owner, tags: ['vip'] }, 1),
      ask('PATCH', `/customers/${ann}`, { timeZone: 'Asia/Shanghai', tags: ['vip'] }, 1),
    ]);
    expect(changes.map(({ status }) => status).sort()).toEqual([200, 412]);
    const conflict = changes.find(({ status }) => status === 412);
    expect(conflict?.body).toMatchObject({ code: 'revision-mismatch', expected: 1, revision: 2 });
    expect((await ask('PATCH', `/customers/${ann}`, { owner }, 2)).status).toBe(200);
    const twin = await made('/customers', { name: 'Anna Wang', email: 'anna@example.com' }, 'customer');
    const order = await made(
      '/instances',
      {
        process: 'order',
        input: { customer: twin, currency: 'EUR', lines: [{ sku: 'A', quantity: 1, unitPriceMinor: 100 }] },
      },
      'instance',
    );
    const note = await made('/notes', { about: { customer: twin }, text: 'Prefers mornings.' }, 'note');
    const attachment = await made(
      '/attachments',
      { about: { instance: order }, name: 'contract.pdf', mediaType: 'application/pdf', data: file },
      'attachment',
    );
    await made(
      '/messages',
      { about: { customer: ann }, channel: 'phone', direction: 'in', text: 'Hi' },
      'message',
    );
    expect((await ask('POST', `/customers/${ann}/merge`, { duplicate: twin })).status).toBe(200);
    const files = await Promise.all(['csv', 'vcard'].map((format) => exported({ format, segment })));
    return { ann, twin, order, note, attachment, owner, segment, files };
  }

  /** Writes customers to a file; its first piece is where the path leads that comes back. */
  async function exported(json: object): Promise<string> {
    const id = await made('/exports', { what: 'customers', ...json }, 'export');
    for (const end = Date.now() + LONG; (await ask('GET', `/exports/${id}`)).body.state !== 'done'; ) {
      if (Date.now() > end) throw new Error('The file is not written.');
    }
    return `/exports/${id}/file/1`;
  }

  /** Everything that there is to read of them. */
  async function everything(): Promise<readonly Answer[]> {
    const { ann, twin, note, attachment, segment, files } = ids;
    const search = (json: object) => ask('POST', '/customers/search', json);
    return Promise.all([
      ask('GET', `/customers/${ann}`),
      ask('GET', `/customers/${twin}`),
      ask('GET', `/customers/${ann}/revisions/1`),
      ask('GET', `/customers/${ann}/timeline?limit=100`),
      ask('GET', `/notes?customer=${ann}`),
      ask('GET', `/notes/${note}`),
      ask('GET', `/attachments/${attachment}/content`),
      ask('GET', `/instances?customer=${ann}&process=order`),
      ask('GET', `/segments/${segment}/customers`),
      ...files.map((file) => ask('GET', file)),
      ...[
        { name: 'an' },
        { name: '小明' },
        { name: 'wang' },
        { email: 'ann@example.com' },
        { email: 'anna@example.com' },
        { phone: '030 123456', country: 'DE' },
        { field: { name: 'level', value: 'gold' } },
        { tag: 'vip' },
      ].map(search),
    ]);
  }

  test(
    'is found by all that they are called, whole, before a kill and after it',
    async () => {
      const { ann, twin, order, note, attachment } = ids;
      // The order's notice is sent and told of, and the projection follows.
      const quiet = async () => {
        const { body } = await ask('GET', `/instances/${order}`);
        const { body: page } = await ask('GET', `/customers/${ann}/timeline?limit=100`);
        const seen = (page.items as { kind: string; id: string }[]).filter(
          ({ kind, id }) => kind === 'instance' && id === order,
        );
        return (body.pending as unknown[]).length === 0 && seen.length === body.revision;
      };
      for (const end = Date.now() + LONG; !(await quiet()); )
        if (Date.now() > end) throw new Error('It is not quiet.');
      const before = await everything();
      expect(before.map(({ status }) => status)).toEqual(before.map(() => 200));
      const [found, old, first, timeline, notes, , content, orders, segment, csv, cards, ...searches] =
        before;
      expect(found?.body).toMatchObject({
        customer: ann,
        merged: [twin],
        tags: ['vip'],
        fields: { level: 'gold' },
      });
      expect(old?.body).toEqual(found?.body);
      expect(first?.body).toMatchObject({ revision: 1, email: 'Ann@example.com', tags: [] });
      const moments = timeline?.body.items as { kind: string; id: string }[] | undefined;
      const kinds = moments?.map(({ kind, id }) => `${kind} ${id}`);
      expect(kinds).toEqual(
        expect.arrayContaining([
          ...[`customer ${ann}`, `customer ${twin}`, `note ${note}`, `attachment ${attachment}`],
          `instance ${order}`,
        ]),
      );
      expect(notes?.body.items).toMatchObject([{ note, text: 'Prefers mornings.' }]);
      expect(content?.body).toMatchObject({ name: 'contract.pdf', data: file });
      expect(csv?.body).toMatchObject({ part: 1, parts: 1, mediaType: 'text/csv; charset=utf-8' });
      expect(csv?.body.text).toContain(`\r\n${ann},Ann 王小明,Ann@example.com,'+4930123456,`);
      expect(csv?.body.text).toContain(`,gold,${twin},`);
      expect(cards?.body.text).toContain(
        'FN:Ann 王小明\r\nEMAIL:Ann@example.com\r\nTEL;VALUE=uri:tel:+4930123456\r\n',
      );
      expect(orders?.body.items).toMatchObject([{ instance: order }]);
      for (const { body } of [...searches, ...(segment ? [segment] : [])]) {
        expect(body.items).toMatchObject([{ customer: ann }]);
      }

      await server.end('SIGKILL');
      server = await place.listening(join(place.folder('data')), server.port);
      expect(await everything()).toEqual(before);
      const again = await ask('GET', await exported({ format: 'csv', segment: ids.segment }));
      expect(again.body.text).toEqual(csv?.body.text);
    },
    LONG,
  );
});
