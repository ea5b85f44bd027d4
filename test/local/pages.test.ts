import { readdir, readFile, readlink } from 'node:fs/promises';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPlace, type Place, type Running } from './place.ts';

const LONG = 120_000;

let place: Place;
let server: Running;
beforeAll(async () => {
  place = await openPlace();
  server = await place.listening(place.folder('data'));
}, LONG);
afterAll(() => place.close(), LONG);

test('the server says where to look', async () => {
  await server.printed('Ctrl-C');
  expect(server.stdout().split('\n').slice(0, 5)).toEqual([
    `Baton runs at ${server.base}`,
    `  browse and try the API  ${server.base}/docs`,
    `  mails                   ${place.folder('data')}/mail`,
    `  data                    ${place.folder('data')}`,
    'Ctrl-C stops it.',
  ]);
});

test('the page to browse the API and all that it needs come from this server', async () => {
  const page = await fetch(`${server.base}/docs`);
  expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  const html = await page.text();
  expect(html).not.toMatch(/https?:/);
  const assets = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].flatMap(([, path]) => path ?? []);
  const ours = assets.filter((path) => !path.startsWith('data:'));
  expect(ours).toHaveLength(3);
  for (const path of ours) {
    expect(path).toMatch(/^\/docs\//);
    const asset = await fetch(server.base + path);
    expect([path, asset.status]).toEqual([path, 200]);
    expect(asset.headers.get('content-type')).toMatch(/^text\/(css|javascript); charset=utf-8$/);
    expect((await asset.text()).length).toBeGreaterThan(50);
  }
  // The browser is told to ask nobody else either.
  const policy = page.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toMatch(/https?:|\*/);
});

test('the description that the page shows is there', async () => {
  const start = await (await fetch(`${server.base}/docs/start.js`)).text();
  const [, url = ''] = /url: '([^']+)'/.exec(start) ?? [];
  const description = (await (await fetch(server.base + url)).json()) as { openapi: string; paths: object };
  expect(description.openapi).toMatch(/^3\.1/);
  expect(Object.keys(description.paths)).toContain('/instances/{instance}/events');
});

test('health is told', async () => {
  expect(await (await fetch(`${server.base}/health`)).json()).toEqual({ status: 'ok' });
});

test.runIf(process.platform === 'linux')('nothing listens beyond 127.0.0.1', async () => {
  expect(await answers('127.0.0.1')).toBe(true);
  // Every address of 127/8 is this machine's: a server on all addresses would answer here.
  expect(await answers('127.0.0.2')).toBe(false);
  const addresses = await listeningAddresses(server.pid);
  // The API and the embedded store.
  expect(addresses).toEqual(['0100007F', '0100007F']);
});

function answers(host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port: server.port });
    socket.once('error', () => resolve(false));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
}

/** Addresses, as in `/proc/net/tcp`, on which a process listens. */
async function listeningAddresses(pid: number): Promise<readonly string[]> {
  const links = await Promise.all(
    (await readdir(`/proc/${pid}/fd`)).map((fd) => readlink(`/proc/${pid}/fd/${fd}`).catch(() => '')),
  );
  const inodes = new Set(links.flatMap((link) => /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? []));
  const tables = await Promise.all(
    ['tcp', 'tcp6'].map((name) => readFile(`/proc/${pid}/net/${name}`, 'utf8').catch(() => '')),
  );
  const LISTEN = '0A';
  return tables
    .flatMap((table) => table.split('\n').slice(1))
    .map((line) => line.trim().split(/\s+/))
    .filter((fields) => fields[3] === LISTEN && inodes.has(fields[9] ?? ''))
    .map((fields) => fields[1]?.split(':')[0] ?? '');
}
