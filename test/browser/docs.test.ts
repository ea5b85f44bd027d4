import { mkdtemp, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openRuntime, type Runtime } from '../../local/runtime.ts';
import { serve } from '../../local/server.ts';
import { openBrowser } from './browser.ts';

let folder: string;
let runtime: Runtime;
let server: Server;
let browser: Awaited<ReturnType<typeof openBrowser>>;
let page: Page;
const elsewhere: string[] = [];
const complaints: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'baton-docs-'));
  runtime = await openRuntime(folder, () => {});
  server = await serve(runtime, 0, () => {});
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await openBrowser();
  page = await browser.context.newPage();
  page.on('request', (request) => {
    if (!request.url().startsWith(base) && !request.url().startsWith('data:')) elsewhere.push(request.url());
  });
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(`${base}/docs`);
});

afterAll(async () => {
  await browser?.close();
  server?.close();
  server?.closeAllConnections();
  await runtime?.close();
  await rm(folder, { recursive: true, force: true });
});

/** The operations on a path. The page draws a group only when it comes into view, so we scroll until it is there. */
async function operations(path: string) {
  const found = page.locator('.opblock', { has: page.locator(`[data-path="${path}"]`) });
  await page.locator('.opblock').first().waitFor();
  await page.evaluate('scrollTo(0, 0)');
  for (let step = 0; step < 200 && (await found.count()) === 0; step += 1) {
    await page.evaluate('scrollBy(0, innerHeight / 2)');
    await page.evaluate('new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))');
  }
  return found;
}

test('the page lists the operations, from this server alone and without an error', async () => {
  await (await operations('/instances/{instance}/events')).first().waitFor();
  await (await operations('/definitions/{process}')).first().waitFor();
  expect(elsewhere).toEqual([]);
  expect(complaints).toEqual([]);
});

test('an operation can be tried on the page', async () => {
  const health = await operations('/health');
  await health.locator('.opblock-summary-control').click();
  await health.getByRole('button', { name: 'Execute' }).click();
  await health.locator('.live-responses-table').getByText('"status": "ok"').waitFor();
});

test('a customer and an order can be made on the page, and a refusal is shown as a problem', async () => {
  const customers = (await operations('/customers')).and(page.locator('.opblock-post'));
  await customers.locator('.opblock-summary-control').click();
  await customers.locator('textarea').fill('{ "name": "John Doe", "email": "john.doe@example.com" }');
  await customers.getByRole('button', { name: 'Execute' }).click();
  const made = customers.locator('.live-responses-table .highlight-code').first();
  await made.getByText('"customer"').waitFor();

  await customers.locator('textarea').fill('{ "name": "", "email": "nobody" }');
  await customers.getByRole('button', { name: 'Execute' }).click();
  await customers.locator('.live-responses-table').getByText('urn:baton:problem:invalid-body').waitFor();
});
