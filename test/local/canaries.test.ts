import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Level } from 'level';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPatientClient } from './patient-client.ts';
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
    await fetch(`${server.base}/local/faults`, { method: 'PUT', body: '{"mail":2}' });
    // What is refused is not kept or told either.
    shown.length = 0;
    const wrong = { name: `${MARK}`, email: `${MARK}@`, phone: `+${DIGITS}` };
    await say('/customers', wrong, 'wrong');
    await say('/customers', { ...wrong, email: undefined, owner: 'nobody' }, 'wrong owner');
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
    await say('/customers/search', { name: own }, `search ${n}`);
  }

  test('are in nothing that the server printed, nor in a refusal', () => {
    expect(found(Buffer.from(output))).toEqual([]);
    expect(shown).toHaveLength(6);
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
    expect(attachments).toBe(CUSTOMERS);
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
