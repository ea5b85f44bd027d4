import { mkdtemp, rm } from 'node:fs/promises';
import { request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openRuntime, type Runtime } from '../../local/runtime.ts';
import { serve, shut } from '../../local/server.ts';

let folder: string;
let runtime: Runtime;
let server: Server;
let port: number;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'baton-foreign-'));
  runtime = await openRuntime(folder, () => {});
  server = await serve(runtime, 0, () => {});
  port = (server.address() as AddressInfo).port;
});
afterAll(async () => {
  await shut(server);
  await runtime.close();
  await rm(folder, { recursive: true, force: true });
});

function statusOf(method: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path: '/health', method, headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    asked.on('error', reject);
    asked.end();
  });
}

test.each([
  ['no origin, as a program asks', () => ({}), 200],
  ['its own origin', () => ({ origin: `http://127.0.0.1:${port}` }), 200],
  ['the name localhost', () => ({ host: `localhost:${port}`, origin: `http://localhost:${port}` }), 200],
  ['a name that was bent to this machine', () => ({ host: `evil.example:${port}` }), 403],
  ['a page of another site', () => ({ origin: 'http://evil.example' }), 403],
  ['a page without a site', () => ({ origin: 'null' }), 403],
  ['a name that only begins alike', () => ({ host: '127.0.0.1.evil.example' }), 403],
])('the local server, asked with %s, answers %#', async (_, headers, status) => {
  expect(await statusOf('GET', headers())).toBe(status);
});
