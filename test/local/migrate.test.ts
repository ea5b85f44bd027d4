import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Bundled, bundled } from './bundled.ts';
import { createPatientClient } from './patient-client.ts';
import { freePort, LISTENS, type Program, run } from './server-process.ts';

const LONG = 120_000;
const programs = { main: 'local/main.ts', migrate: 'functions/migrate/command.ts' };
const started: Program[] = [];
let now: Bundled;
let next: Bundled;
let folder: string;
let port: number;

beforeAll(async () => {
  [now, next] = await Promise.all([
    bundled(programs),
    bundled(programs, 'test/versions/order/definitions.ts'),
  ]);
  folder = await mkdtemp(join(tmpdir(), 'baton-migrate-'));
  port = await freePort();
}, LONG);
afterAll(async () => {
  await Promise.all(started.map((program) => program.end('SIGKILL')));
  await Promise.all([now.remove(), next.remove(), rm(folder, { recursive: true, force: true })]);
}, LONG);

async function listening(programs: Bundled): Promise<Program> {
  const server = run(programs.path('main'), { BATON_PORT: String(port), BATON_DATA: folder });
  started.push(server);
  await server.printed(LISTENS);
  return server;
}

async function migrate(programs: Bundled, ...args: string[]) {
  const command = run(programs.path('migrate'), { BATON_PORT: String(port) }, args);
  const { code } = await command.ended;
  return { code, out: command.stdout(), err: command.stderr() };
}

test('`npm run migrate` moves every instance of a running server to the newest version', {
  timeout: LONG,
}, async () => {
  const before = await listening(now);
  const client = createPatientClient(`http://127.0.0.1:${port}`);
  const orders: string[] = [];
  for (let nth = 0; nth < 3; nth++) {
    const input = {
      customer: `c-${nth}`,
      currency: 'EUR',
      lines: [{ sku: 'CHAIR', quantity: 1, unitPriceMinor: 100 }],
    };
    const { body } = await client.post('/instances', { process: 'order', input }, `order ${nth}`);
    orders.push(String(body.instance));
  }
  expect(await migrate(now, 'order')).toEqual({ code: 0, out: '0 migrated, 0 not.\n', err: '' });
  await before.end('SIGTERM');
  expect(await migrate(next, 'order')).toMatchObject({
    code: 1,
    err: expect.stringContaining('no server answers'),
  });
  await listening(next);
  expect(await migrate(next, 'order')).toMatchObject({
    code: 0,
    out: expect.stringMatching(/[0-3] migrated, 0 not\.\n$/),
  });
  expect(await migrate(next, 'order')).toMatchObject({ code: 0, out: '0 migrated, 0 not.\n' });
  for (const instance of orders) {
    expect(await client.get(`/instances/${instance}`)).toMatchObject({
      ...{ version: 2, status: 'active' },
      state: { open: { fulfilment: { unpaid: 'waiting' } } },
    });
  }
});

test.each<[string[], number, string]>([
  [[], 2, 'Give the name of a process'],
  [['order', 'here'], 2, 'Give the name of a process'],
  [['order', 'arn:aws:states:x', 'more'], 2, 'Give the name of a process'],
  [['leads'], 1, 'There is no process leads.'],
])('%j is refused', async (args, code, told) => {
  expect(await migrate(now, ...args)).toMatchObject({ code, err: expect.stringContaining(told) });
});
