import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Level } from 'level';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPatientClient, type PatientClient } from './patient-client.ts';
import { openPlace, type Place } from './place.ts';

const LONG = 300_000;
const CUSTOMERS = 200;
const SIDE_BY_SIDE = 8;

/** Stands in every personal value, and in nothing else; each value goes on in its own way. */
const MARK = 'Qxvkestrel';
/** A number that stands in every phone number; read as digits alone. */
const DIGITS = '4915198765';
const VISIBLE = 'visible-tag';

/** The mark as it is and as it could hide: cases, encodings, the beginnings by which names are found. */
const HIDDEN = [
  MARK,
  MARK.toLowerCase(),
  MARK.toUpperCase(),
  MARK.slice(0, 6),
  MARK.slice(0, 6).toLowerCase(),
]
  .concat(DIGITS, '秘密姓名')
  .flatMap((text) => [
    ...[text, Buffer.from(text).toString('hex'), [...text].join('\0'), encodeURIComponent(text)],
    // Base64 of a text within others looks different at each of three offsets.
    ...[0, 1, 2].map((offset) =>
      Buffer.from(`${' '.repeat(offset)}${text}`)
        .toString('base64')
        .slice(offset === 0 ? 0 : offset + 1, -4),
    ),
  ])
  .filter((text) => text.length > 5);

describe(`unique personal values of ${CUSTOMERS} customers`, () => {
  let place: Place;
  let folder: string;
  let output = '';
  const shown: string[] = [];

  beforeAll(async () => {
    place = await openPlace();
    folder = place.folder('data');
    const server = await place.listening(folder);
    const client = createPatientClient(server.base);
    const say = async (path: string, body: object, key: string) => {
      const reply = await client.post(path, body, key);
      shown.push(JSON.stringify(reply.body));
      return reply;
    };
    const titles = { en: 'Nick', zh: '昵称' };
    await say(
      '/fields',
      { name: 'nick', type: 'text', title: titles, personal: true, searchable: true },
      'f',
    );
    const numbers = Array.from({ length: CUSTOMERS }, (_, n) => n);
    for (let at = 0; at < CUSTOMERS; at += SIDE_BY_SIDE) {
      await Promise.all(numbers.slice(at, at + SIDE_BY_SIDE).map((n) => live(say, n)));
    }
    await exchange(server.base, client);
    await fetch(`${server.base}/local/faults`, { method: 'PUT', body: '{"mail":2}' });
    // What is refused is not kept or told either.
    shown.length = 0;
    const wrong = { name: `${MARK}`, email: `${MARK}@`, phone: `+${DIGITS}` };
    await say('/customers', wrong, 'wrong');
    await say('/customers', { ...wrong, email: undefined, owner: 'nobody' }, 'wrong owner');
    await say('/leads', { ...wrong, company: MARK, message: MARK }, 'wrong lead');
    await say('/leads', { name: MARK, message: MARK }, 'lead of nobody');
    await say('/notes', { about: { customer: 'nobody' }, text: MARK }, 'wrong note');
    await say('/attachments', { about: { customer: 'nobody' }, name: MARK, data: 'x' }, 'wrong file');
    await say('/customers/search', { name: MARK, cursor: 'abc' }, 'wrong search');
    await fetch(`${server.base}/customers/${MARK}`).then(async (reply) => shown.push(await reply.text()));
    expect(await server.end('SIGTERM')).toEqual({ code: 0, signal: null });
    output = server.stdout() + server.stderr();
  }, LONG);
  afterAll(() => place.close(), LONG);

  async function live(
    say: (path: string, body: object, key: string) => Promise<{ body: object }>,
    n: number,
  ) {
    const own = `${MARK}${n}`;
    const { body } = await say(
      '/customers',
      {
        ...{ name: `${own} 秘密姓名`, email: `${own}@${MARK}.example`, phone: `+${DIGITS}${n % 10}` },
        address: { lines: [`${own} Street`], city: `${own}burg`, postalCode: `${own}`, country: 'DE' },
        ...{ position: `${own} officer`, tags: [VISIBLE], fields: { nick: `${own}nick` } },
      },
      `customer ${n}`,
    );
    const { customer } = body as { customer: string };
    const about = { about: { customer } };
    await say('/notes', { ...about, text: `${own} said so.` }, `note ${n}`);
    const message = { channel: 'email', direction: 'in', title: `${own}?`, text: `${own}!` };
    await say('/messages', { ...about, ...message }, `message ${n}`);
    const data = Buffer.from(`${own} in a file`).toString('base64');
    await say('/attachments', { ...about, name: `${own}.txt`, data }, `file ${n}`);
    if (n % 20 !== 0) return;
    await say('/people', { name: `${own} Person`, email: `${own}@${MARK}.example` }, `person ${n}`);
    const filter = {
      any: [
        { field: 'name', contains: own },
        { field: 'email', is: `${own}@${MARK}.example` },
      ],
    };
    await say('/segments', { title: { en: 'One', zh: '一' }, filter }, `segment ${n}`);
    await say('/accounts', { name: `${own} Ltd`, phone: `+${DIGITS}1` }, `account ${n}`);
    const lines = [{ sku: 'A', quantity: 1, unitPriceMinor: 100 }];
    const input = { customer, currency: 'EUR', lines };
    await say('/instances', { process: 'order', input }, `order ${n}`);
    const twin = await say('/customers', { name: `${own} Twin` }, `twin ${n}`);
    const { customer: duplicate } = twin.body as { customer: string };
    await say(`/customers/${customer}/merge`, { duplicate }, `merge ${n}`);
    // Somebody who is known comes in, and somebody who is not.
    const come = { company: `${own} Ltd`, message: `${own} asks.`, phone: `+${DIGITS}77` };
    await say('/leads', { ...come, name: own, email: `${own}@${MARK}.example` }, `lead ${n}`);
    await say('/leads', { ...come, name: own, email: `${own}.new@${MARK}.example` }, `new lead ${n}`);
    await say('/customers/search', { name: own }, `search ${n}`);
  }

  /** Takes in a file of more of them, in a dry run and for real, and writes all of them to files. */
  async function exchange(base: string, client: PatientClient): Promise<void> {
    const send = async (method: string, path: string, json: object, revision?: number) => {
      const headers = {
        'content-type': 'application/json',
        ...(revision && { 'if-match': `"${revision}"` }),
      };
      const reply = await fetch(base + path, { method, headers, body: JSON.stringify(json) });
      expect(reply.ok).toBe(true);
      return (await reply.json()) as Readonly<Record<string, unknown>>;
    };
    const row = (n: number) =>
      `${MARK}${n} 秘密姓名,${MARK}${n}@${MARK}.example,+${DIGITS}${n % 10},${MARK} Road`;
    // One is new, one is wrong, and one is somebody who is there.
    const rows = [row(CUSTOMERS + 1), `${MARK},${MARK}@,${DIGITS},`, row(1)];
    const text = `name,email,phone,street ${MARK}\n${rows.join('\n')}\n`;
    const asked = { format: 'csv', name: `${MARK}.csv`, country: 'DE', duplicates: 'update' };
    const { import: id } = await send('POST', '/imports', asked);
    await send('PUT', `/imports/${id}/file/1`, { text });
    const mapping = [
      ...['name', 'email', 'phone'].map((field) => ({ column: field, field })),
      { column: `street ${MARK}`, field: 'address.lines' },
    ];
    for (const dryRun of [true, false]) {
      const { revision } = await client.get<{ revision: number }>(`/imports/${id}`);
      await send('POST', `/imports/${id}/start`, { dryRun, mapping }, revision);
      await client.until<{ state: string }>(`/imports/${id}`, ({ state }) => state === 'done');
    }
    const files = [
      { what: 'customers', format: 'csv' },
      { what: 'customers', format: 'vcard', search: { name: MARK } },
      { what: 'journal', format: 'xes' },
    ];
    for (const json of files) {
      const { export: made } = await send('POST', '/exports', json);
      await client.until<{ state: string }>(`/exports/${made}`, ({ state }) => state === 'done');
      const piece = await client.get<{ text: string }>(`/exports/${made}/file/1`);
      // Whoever may read a file reads all of it; nothing of anybody is in a journal.
      expect([json.what, piece.text.includes(MARK)]).toEqual([json.what, json.what === 'customers']);
    }
  }

  test('are in nothing that the server printed, nor in a refusal', () => {
    expect(found(Buffer.from(output))).toEqual([]);
    expect(shown).toHaveLength(8);
    expect(found(Buffer.from(shown.join('\n')))).toEqual([]);
  });

  test('are in no file and no file name but the mails', async () => {
    const files = (await readdir(folder, { recursive: true })).filter((name) => !name.startsWith('mail'));
    expect(found(Buffer.from(files.join('\n')))).toEqual([]);
    let attachments = 0;
    for (const file of files) {
      const path = join(folder, file);
      if (!(await stat(path)).isFile()) continue;
      if (file.startsWith('files')) attachments += 1;
      expect([file, ...found(await readFile(path))]).toEqual([file]);
    }
    // Files that come in and go out lie beside them.
    expect(attachments).toBeGreaterThan(CUSTOMERS);
  });

  test('are in no item of any table, however the store packs it', async () => {
    const store = new Level<string, string>(join(folder, 'store'), { valueEncoding: 'utf8' });
    const texts: string[] = [];
    for await (const [key, value] of store.iterator()) {
      const bytes = [...value.matchAll(/"B":"([^"]*)"/g)].map(([, text = '']) => Buffer.from(text, 'base64'));
      texts.push(key, value, ...bytes.map((one) => one.toString('latin1')));
    }
    await store.close();
    const all = texts.join('\n');
    // The scan sees what is there: a tag is no secret.
    expect(all.split(VISIBLE).length).toBeGreaterThan(CUSTOMERS);
    expect(found(Buffer.from(all, 'latin1'))).toEqual([]);
    expect(found(Buffer.from(all))).toEqual([]);
  });
});

function found(bytes: Buffer): readonly string[] {
  return HIDDEN.filter((text) => bytes.includes(text));
}
