import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmod, cp, mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPlace, type Place } from './place.ts';
import { freePort } from './server-process.ts';

const LONG = 120_000;
const GARBAGE = 0xa5;

let place: Place;
beforeAll(async () => {
  place = await openPlace();
}, LONG);
afterAll(() => place.close(), LONG);

/** One line on standard error, nothing else, and the exit code 1. */
async function expectRefused(environment: Readonly<Record<string, string>>, line: string): Promise<void> {
  expect(await place.refused(environment)).toEqual({
    ...{ code: 1, signal: null, out: '' },
    err: expect.stringMatching(new RegExp(`^Baton cannot start: ${line}\\n$`)),
  });
}

const at = (path: string) => path.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

describe('one clear line and exit code 1', { timeout: LONG }, () => {
  test.each(['abc', '0', '70000', ' 80'])('where BATON_PORT is "%s"', (port) =>
    expectRefused(
      { BATON_PORT: port, BATON_DATA: place.folder('none') },
      `BATON_PORT is "${at(port)}", which is no port\\.`,
    ),
  );

  test('where the port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    await expectRefused(
      { BATON_PORT: String(port), BATON_DATA: place.folder('busy') },
      `Port ${port} is taken; set BATON_PORT to another\\.`,
    );
    other.close();
  });

  test('where another Baton has the folder, which goes on undisturbed', async () => {
    const folder = place.folder('shared');
    const first = await place.listening(folder);
    await expectRefused(
      { BATON_PORT: String(await freePort()), BATON_DATA: folder },
      `The folder ${at(folder)} is in use by another Baton\\.`,
    );
    expect((await fetch(`${first.base}/instances`)).status).toBe(200);
    expect(await first.end('SIGTERM')).toEqual({ code: 0, signal: null });
    expect(first.stderr()).toBe('');
  });

  test('where two start at once on one folder: for one of them', async () => {
    for (let round = 0; round < 2; round++) {
      const folder = place.folder(`both ${round}`);
      const outcomes = await Promise.all(
        [0, 1].map(async () => {
          const port = await freePort();
          return place.listening(folder, port).then(
            (running) => ({ running }),
            (error: Error) => ({ error: error.message }),
          );
        }),
      );
      const errors = outcomes.flatMap((one) => ('error' in one ? [one.error] : []));
      const running = outcomes.flatMap((one) => ('running' in one ? [one.running] : []));
      expect(errors).toEqual([
        expect.stringMatching(/\nBaton cannot start: The folder .* is in use by another Baton\.\n$/),
      ]);
      for (const one of running) await one.end('SIGKILL');
    }
  });

  test('where the folder is a file, or lies below one', async () => {
    const file = place.folder('file');
    await writeFile(file, '');
    for (const folder of [file, join(file, 'below')]) {
      await expectRefused(
        { BATON_PORT: String(await freePort()), BATON_DATA: folder },
        `The folder ${at(join(folder, 'lock'))} cannot be written \\(ENOTDIR\\)\\.`,
      );
    }
  });

  test.skipIf(process.getuid?.() === 0)('where the folder cannot be written', async () => {
    for (const store of [false, true]) {
      const folder = place.folder(`locked ${store}`);
      await mkdir(store ? join(folder, 'store') : folder, { recursive: true });
      await chmod(store ? join(folder, 'store') : folder, 0o500);
      await expectRefused(
        { BATON_PORT: String(await freePort()), BATON_DATA: folder },
        `The (folder|files in) ${at(folder)}/(lock|store) cannot be (written|used) \\(.+\\)\\.`,
      );
    }
  });
});

describe('a damaged folder', { timeout: LONG }, () => {
  let whole: string;
  beforeAll(async () => {
    whole = place.folder('whole');
    // A start moves what the last one wrote from the log into a table.
    for (let n = 0; n < 2; n++) await (await place.listening(whole)).end('SIGTERM');
  }, LONG);

  const files = async (folder: string, pattern: RegExp) =>
    (await readdir(join(folder, 'store')))
      .filter((file) => pattern.test(file))
      .map((file) => join(folder, 'store', file));

  test.each([
    { name: 'CURRENT', pattern: /^CURRENT$/, line: 'CURRENT file does not end with newline' },
    { name: 'the manifest', pattern: /^MANIFEST/, line: '.+' },
    { name: 'the tables', pattern: /\.ldb$/, line: 'Corruption: not an sstable.*' },
  ])('with garbage in $name', async ({ name, pattern, line }) => {
    const folder = place.folder(`garbage in ${name}`);
    await cp(whole, folder, { recursive: true });
    const damaged = await files(folder, pattern);
    expect(damaged.length).toBeGreaterThan(0);
    for (const file of damaged) await writeFile(file, Buffer.alloc((await stat(file)).size, GARBAGE));
    await expectRefused(
      { BATON_PORT: String(await freePort()), BATON_DATA: folder },
      `The files in ${at(join(folder, 'store'))} are damaged \\(.*${line}\\)\\.`,
    );
  });

  test.each([
    { name: 'CURRENT', pattern: /^CURRENT$/ },
    { name: 'a table', pattern: /\.ldb$/ },
  ])('without $name: nothing is begun anew', async ({ name, pattern }) => {
    const folder = place.folder(`without ${name}`);
    await cp(whole, folder, { recursive: true });
    for (const file of await files(folder, pattern)) await rm(file);
    const before = await files(folder, /\.ldb$/);
    await expectRefused(
      { BATON_PORT: String(await freePort()), BATON_DATA: folder },
      `The files in ${at(join(folder, 'store'))} are damaged \\(.+\\)\\.`,
    );
    expect(await files(folder, /\.ldb$/)).toEqual(before);
  });

  test.each([
    {
      name: 'others can read',
      bytes: 32,
      mode: 0o644,
      line: 'has mode 644, so others can use it; set it to 600',
    },
    { name: 'is too short', bytes: 31, mode: 0o600, line: 'holds 31 bytes instead of 32; restore it' },
    { name: 'is empty', bytes: 0, mode: 0o600, line: 'holds 0 bytes instead of 32; restore it' },
  ])('whose key $name', async ({ bytes, mode, line }) => {
    const folder = place.folder(`key of ${bytes} bytes`);
    await mkdir(folder);
    await writeFile(join(folder, 'key'), randomBytes(bytes));
    await chmod(join(folder, 'key'), mode);
    await expectRefused(
      { BATON_PORT: String(await freePort()), BATON_DATA: folder },
      `The key file ${at(join(folder, 'key'))} ${line}\\.`,
    );
  });
});
