import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Level } from 'level';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readMails } from './mails.ts';
import { createPatientClient, type Instance } from './patient-client.ts';
import { openPlace, type Place } from './place.ts';

const LONG = 120_000;
const PERSON = { name: 'Wilhelmina Oppenraaij', email: 'w.oppenraaij@hidden-place.example', language: 'en' };
/** Parts of a person's data, as they are and as they could hide. */
const SECRETS = ['Wilhelmina', 'Oppenraaij', 'oppenraaij', 'hidden-place'].flatMap((text) => [
  ...[text, Buffer.from(text).toString('hex'), [...text].join('\0')],
  // Base64 of a text within others looks different at each of three offsets.
  ...[0, 1, 2].map((offset) =>
    Buffer.from(`${' '.repeat(offset)}${text}`)
      .toString('base64')
      .slice(offset === 0 ? 0 : offset + 1, -4),
  ),
]);

let place: Place;
let folder: string;
let output = '';
beforeAll(async () => {
  place = await openPlace();
  folder = place.folder('data');
  const server = await place.listening(folder);
  const client = createPatientClient(server.base);
  const { body } = await client.post('/customers', PERSON, 'customer');
  const lines = [{ sku: 'VISIBLE-ARTICLE', quantity: 1, unitPriceMinor: 100 }];
  const input = { customer: body.customer, currency: 'EUR', lines };
  // One notice fails for good and is retried: complaints are part of the output.
  await fetch(`${server.base}/local/faults`, { method: 'PUT', body: '{"mail":1}' });
  const order = (await client.post('/instances', { process: 'order', input }, 'order'))
    .body as unknown as Instance;
  const path = `/instances/${order.instance}`;
  await client.until<Instance>(path, ({ incident }) => incident !== null);
  await client.post(`${path}/incident/retry`, { reason: 'mended' }, 'retry');
  await client.post(`${path}/events`, { type: 'pay', amountMinor: 100, reference: 'PAY-1' }, 'pay');
  // What is refused is not kept or told either.
  const refused = [
    await client.post('/customers', { ...PERSON, phone: PERSON.name }, 'bad customer'),
    await client.post('/customers', { ...PERSON, name: 'Else' }, 'customer'),
    await client.post(`${path}/events`, { type: 'pay', reference: PERSON.email }, 'bad pay'),
    await client.post('/instances', { process: 'order', input: { ...input, customer: PERSON.email } }, 'bad'),
  ];
  expect(refused.map(({ status }) => status)).toEqual([422, 422, 422, 422]);
  await client.until<Instance>(path, ({ pending }) => pending.length === 0);
  expect(await server.end('SIGTERM')).toEqual({ code: 0, signal: null });
  output = server.stdout() + server.stderr();
}, LONG);
afterAll(() => place.close(), LONG);

test('what the server prints names no person', () => {
  expect(output).toContain('notify failed');
  expect(found(Buffer.from(output))).toEqual([]);
});

test('no file but the mails names a person', async () => {
  const files = await readdir(folder, { recursive: true });
  const kept: string[] = [];
  for (const file of files.filter((name) => !name.startsWith('mail'))) {
    if ((await stat(join(folder, file))).isFile()) kept.push(file);
  }
  expect(kept).toContain('key');
  for (const file of kept) {
    const hits = found(await readFile(join(folder, file)));
    expect([file, ...hits]).toEqual([file]);
  }
});

test('nothing in the store names a person, however its files pack it', async () => {
  const store = new Level<string, string>(join(folder, 'store'), { valueEncoding: 'utf8' });
  const texts: string[] = [];
  for await (const [key, value] of store.iterator()) texts.push(key, value, ...bytesIn(value));
  await store.close();
  const all = texts.join('\n');
  // The scan sees what is there: an article is no secret.
  expect(all).toContain('VISIBLE-ARTICLE');
  expect(found(Buffer.from(all, 'latin1'))).toEqual([]);
  expect(found(Buffer.from(all))).toEqual([]);
});

test('the mails do, and belong to their owner alone', async () => {
  const { mails } = await readMails(join(folder, 'mail'));
  expect(mails.map(({ to }) => to)).toEqual([
    ...Array(2).fill('Wilhelmina Oppenraaij <w.oppenraaij@hidden-place.example>'),
  ]);
  expect((await stat(join(folder, 'mail'))).mode & 0o077).toBe(0);
  expect((await stat(join(folder, 'key'))).mode & 0o077).toBe(0);
});

function found(bytes: Buffer): readonly string[] {
  return SECRETS.filter((secret) => bytes.includes(secret));
}

/** The bytes that an item holds as base64, as they are. */
function bytesIn(item: string): readonly string[] {
  return [...item.matchAll(/"B":"([^"]*)"/g)].map(([, text = '']) =>
    Buffer.from(text, 'base64').toString('latin1'),
  );
}
