import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openRuntime, type Runtime } from '../../local/runtime.ts';
import { serve, shut } from '../../local/server.ts';
import { settingsId, settingsKind } from '../../records/kinds/settings.ts';
import { templateKind } from '../../records/kinds/template.ts';
import { called, who } from '../adapters/records/shelf.ts';

const PUBLIC = 'https://shop.example';
let folder: string;
let runtime: Runtime;
let server: Server;
let at: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'baton-outreach-'));
  runtime = await openRuntime(folder, () => {}, { publicUrl: PUBLIC });
  server = await serve(runtime, 0, () => {});
  at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await shut(server);
  await runtime.close();
  await rm(folder, { recursive: true });
});

/** The mails in the folder, with their headers unfolded and their text as it was written. */
async function mails(): Promise<string[]> {
  const files = await readdir(join(folder, 'mail')).catch(() => []);
  const texts = await Promise.all(files.map((file) => readFile(join(folder, 'mail', file), 'utf8')));
  return texts.map((text) =>
    text
      .replaceAll(/\r\n[ \t]+/g, ' ')
      .replaceAll('=\r\n', '')
      .replaceAll('=3D', '='),
  );
}

test('a mail leads back without a login: a click goes on, one click unsubscribes, and nothing more is sent', async () => {
  const { records, customers, engine } = runtime;
  const write = { who, at: Date.now() };
  const step = { channel: 'mail', what: 'offer', wait: { days: 1 }, clicked: 'wait' };
  await records.of(settingsKind).create({
    ...{ ...write, id: settingsId('outreach') },
    content: {
      process: 'outreach',
      values: { quietFrom: '00:00', quietTo: '00:00', sequences: { offers: [step, step] } },
    },
  });
  const words = { subject: 'An offer', text: 'Here: {{ "https://shop.example/sale?a=1" | link: "sale" }}' };
  await records.of(templateKind).create({
    ...{ ...write, id: 'offer' },
    content: {
      ...{ title: { en: 'Offer', zh: '优惠' }, about: 'customer', channel: 'mail', draft: {}, versions: [] },
      published: { version: 1, at: write.at, languages: { en: words, zh: words } },
    },
  });
  const content = called('Ann Lee', { email: 'ann@example.com', consent: { email: { given: true, at: 1 } } });
  await customers.create({ ...write, id: 'c-1', content });
  const { entry } = await engine.start({
    ...{ process: 'outreach', who, input: { customer: 'c-1', sequence: 'offers' } },
  });
  await runtime.idle();

  const [mail = '', ...more] = await mails();
  expect(more).toEqual([]);
  const [, unsubscribe = ''] =
    /^List-Unsubscribe: <https:\/\/shop\.example(\/u\/[\w.-]+)>\r?$/m.exec(mail) ?? [];
  expect(mail).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r?$/m);
  const [, click = ''] = /https:\/\/shop\.example(\/c\/[\w.-]+)/.exec(mail) ?? [];

  const followed = await fetch(at + click, { redirect: 'manual' });
  expect([followed.status, followed.headers.get('location')]).toEqual([302, 'https://shop.example/sale?a=1']);
  await fetch(at + click, { redirect: 'manual' });
  const { snapshot } = await engine.head(entry.instance);
  expect(JSON.parse(snapshot)).toMatchObject({ context: { sent: 1, clicks: 1 } });

  expect((await fetch(at + unsubscribe)).status).toBe(200);
  expect((await customers.get('c-1'))?.content.consent.email?.given).toBe(true);
  await runtime.idle();
  const body = 'List-Unsubscribe=One-Click';
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  expect((await fetch(at + unsubscribe, { method: 'POST', body, headers })).status).toBe(200);
  expect((await customers.get('c-1'))?.content.consent.email?.given).toBe(false);
  expect(await engine.head(entry.instance)).toMatchObject({ status: 'done' });
  expect(await mails()).toHaveLength(1);
});
