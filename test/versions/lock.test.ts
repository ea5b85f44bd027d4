import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import type { DefinitionSource } from '../../engine/definition.ts';
import { all } from '../../functions/definitions.ts';
import { run } from '../../versions/run.ts';

const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

const FILES = {
  'machines/define.ts': 'export const process = (given: object) => given;',
  'machines/limits.ts': 'export const limit = 3;\nexport const unused = 1;',
  'machines/case/rules.ts':
    "import { limit } from '../limits.ts';\nexport const few = (n: number) => n < limit;",
  'machines/case/v1.ts': `
    import { process } from '../define.ts';
    import { few } from './rules.ts';
    const step = 2;
    export const definition = process({
      guards: { few },
      actions: { add: (n: number) => n + step },
      inline: { judge: () => 'fine' },
      states: ['open', 'closed'],
      migrations: [],
    });`,
};

/** A repository of its own with one process, recorded or not. */
async function repository(files: Readonly<Record<string, string>> = FILES) {
  const root = await mkdtemp(join(tmpdir(), 'baton-lock-'));
  folders.push(root);
  const write = async (path: string, text: string) => {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  };
  for (const [path, text] of Object.entries(files)) await write(path, text);
  const listed = (version: number, file = `machines/case/v${version}.ts`): DefinitionSource => ({
    ...{ process: 'case', version },
    load: async () => (await import(pathToFileURL(join(root, file)).href)).definition,
  });
  return {
    write,
    listed,
    lock: () => readFile(join(root, 'definitions.lock'), 'utf8'),
    run: (args: string, versions = [listed(1)]) => run(args === '' ? [] : args.split(' '), root, versions),
  };
}

async function recorded() {
  const made = await repository();
  expect(await made.run('accept case 1')).toEqual({ code: 0, text: 'case 1 is recorded as it is now.' });
  return made;
}

const CHANGED =
  'case 1 is in use and has changed: make the change in a new version; if it is harmless, npm run definitions -- accept case 1';

describe('a version in use must not change', () => {
  test.each<[string, keyof typeof FILES, string, string]>([
    ['a state', 'machines/case/v1.ts', "'closed'", "'shut'"],
    ['an action', 'machines/case/v1.ts', 'n + step', 'n - step'],
    ['a constant that an action reads', 'machines/case/v1.ts', 'step = 2', 'step = 4'],
    ['an inline actor', 'machines/case/v1.ts', "'fine'", "'bad'"],
    ['a guard in a file beside it', 'machines/case/rules.ts', 'n < limit', 'n <= limit'],
    ['what that file reads from another', 'machines/limits.ts', 'limit = 3', 'limit = 4'],
  ])('%s', async (_, path, from, to) => {
    const { run, write } = await recorded();
    expect(FILES[path]).toContain(from);
    await write(path, FILES[path].replace(from, to));
    expect(await run('')).toEqual({ code: 1, text: CHANGED });
    await run('accept case 1');
    expect((await run('')).code).toBe(0);
  });

  test.each<[string, keyof typeof FILES, string, string]>([
    ['a comment', 'machines/case/v1.ts', 'const step', '// A comment.\n/** Another. */ const step'],
    ['white space', 'machines/case/v1.ts', 'n + step', 'n    +\n\n step'],
    ['a type', 'machines/case/v1.ts', '(n: number) => n + step', '(n: 1 | 2): number => n + step'],
    ['what nothing uses', 'machines/limits.ts', 'unused = 1', 'unused = 2'],
    ["the authors' kit", 'machines/define.ts', '=> given', '=> ({ ...given })'],
  ])('%s may', async (_, path, from, to) => {
    const { run, write } = await recorded();
    await write(path, FILES[path].replace(from, to));
    expect((await run('')).code).toBe(0);
  });
});

describe('the lock', () => {
  test('has a line for each version, in order', async () => {
    const { run, listed, lock, write } = await repository({
      ...FILES,
      'machines/case/v10.ts': 'export const definition = { migrations: [], ten: 10 };',
    });
    const both = [listed(10), listed(1)];
    await run('accept case 10', both);
    await run('accept case 1', both);
    expect((await lock()).replaceAll(/"[\w-]{43}"/g, '…')).toBe(
      '{\n  "case": {\n    "1": { "hash": …, "inUse": true },\n    "10": { "hash": …, "inUse": true }\n  }\n}\n',
    );
    await write('definitions.lock', '<<<<<<< mine');
    expect(await run('', both)).toEqual({
      code: 1,
      text: 'definitions.lock is not JSON; mend it, or record its versions anew.',
    });
  });

  test.each([
    ['null', ''],
    ['{"order":{"1":null}}', 'order/1'],
    ['{"order":{"1":{"hash":"x"}}}', 'order/1/inUse'],
  ])('as %s is no lock, and says where', async (text, path) => {
    const { run, write } = await recorded();
    await write('definitions.lock', text);
    expect(await run('')).toEqual({
      code: 1,
      text: `definitions.lock is no lock: see /${path}; mend it, or record its versions anew.`,
    });
  });

  test('is compared with what is listed', async () => {
    const { run, listed, write } = await recorded();
    await write('machines/case/v2.ts', 'export const definition = { migrations: [] };');
    expect(await run('', [listed(1), listed(2)])).toEqual({
      code: 1,
      text: 'case 2 is new: record it with npm run definitions -- accept case 2',
    });
    expect(await run('', [])).toEqual({
      code: 1,
      text: 'case 1 is in use and not listed any more: list it; if no instance of it is left, npm run definitions -- retire case 1',
    });
    expect(await run('', [listed(1), listed(3, 'machines/case/v1.ts')])).toEqual({
      code: 1,
      text: 'case 3 has no file: put it at machines/case/v3.ts or machines/case.ts',
    });
  });

  test('lets a retired version change and go', async () => {
    const { run, write } = await recorded();
    expect(await run('retire case 1')).toEqual({ code: 0, text: 'case 1 is not in use any more.' });
    await write('machines/case/v1.ts', 'export const definition = { migrations: [] };');
    expect((await run('')).code).toBe(0);
    expect((await run('', [])).code).toBe(0);
  });

  test('knows a process with one version in a file of its own', async () => {
    const { run, listed } = await repository({
      'machines/case.ts': 'export const definition = { migrations: [] };',
    });
    const alone = [listed(1, 'machines/case.ts')];
    expect((await run('accept case 1', alone)).code).toBe(0);
    expect((await run('', alone)).code).toBe(0);
  });

  test('does not take the hash of another file', async () => {
    const { run, listed } = await repository({
      ...FILES,
      'machines/other.ts': 'export const definition = { migrations: [] };',
    });
    expect(await run('accept case 1', [listed(1, 'machines/other.ts')])).toEqual({
      code: 1,
      text: 'case 1 is listed from another file than machines/case/v1.ts',
    });
  });

  test.each([
    'accept',
    'accept case',
    'accept case one',
    'accept case 1 2',
    'forget case 1',
    'retire case -1',
  ])('is left alone by `%s`', async (args) => {
    const { run, lock } = await recorded();
    const before = await lock();
    expect(await run(args)).toMatchObject({
      code: 2,
      text: expect.stringContaining('accept <process> <version>'),
    });
    expect(await lock()).toBe(before);
  });

  test.each(['accept case 7', 'retire case 7'])('refuses `%s`', async (args) => {
    const { run } = await recorded();
    expect((await run(args)).code).toBe(1);
  });
});

test('the processes of this repository are as they were recorded', async () => {
  expect(await run([], fileURLToPath(new URL('../..', import.meta.url)), all)).toMatchObject({ code: 0 });
});
