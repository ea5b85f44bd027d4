import { expect, test } from 'vitest';
import type { Definition } from '../../../engine/definition.ts';
import { StoreUnavailable } from '../../../engine/errors.ts';
import { createMigrateAll, type MigratedPage, type MigrationPage } from '../../../engine/migrate-all.ts';
import type { Journal } from '../../../engine/ports.ts';
import { createDefinitions } from '../../../engine/registry.ts';
import { createHarness, who } from '../harness.ts';
import { change, version } from './pair.ts';

const config = (first: string) => ({
  initial: first,
  states: { [first]: { on: { go: 'z' } }, z: { type: 'final' as const } },
});
const v1 = version(1, config('a'));
const v2 = version(2, config('b'), [
  change({ states: { a: (context: { n: number }) => (context.n === 99 ? 'nowhere' : 'b') } }),
]);

/** Another process, which could be migrated too. */
const others = [v1, v2].map((one): Definition => ({ ...one, process: 'other' }));

/** Twenty instances: one has ended, two cannot be migrated; and one of another process. */
async function populated(changes: Partial<Journal> = {}) {
  const harness = createHarness([v1, ...others.slice(0, 1)]);
  const instances: string[] = [];
  for (let nth = 0; nth < 20; nth++) {
    const input = { n: nth === 5 || nth === 15 ? 99 : nth };
    instances.push((await harness.engine.start({ process: 'pair', input, who })).entry.instance);
  }
  await harness.send(instances[7] ?? '', { type: 'go' });
  const other = (await harness.engine.start({ process: 'other', input: {}, who })).entry.instance;
  const journal = { ...harness.journal, ...changes };
  const knowing = (list: readonly Definition[]) => {
    const definitions = createDefinitions([...list, ...others]);
    return createMigrateAll({ engine: harness.another({ definitions, journal }), journal, definitions });
  };
  return { ...harness, instances, other, knowing };
}

async function walk(migrateAll: ReturnType<typeof createMigrateAll>) {
  const pages: MigratedPage[] = [];
  let page: MigrationPage | undefined = { segment: 0, of: 1, process: 'pair' };
  while (page !== undefined) {
    const done: MigratedPage = await migrateAll(page);
    pages.push(done);
    page = done.onward;
  }
  return pages;
}

test('moves all that can be moved, page by page, and tells of the others', async () => {
  const { engine, instances, other, knowing } = await populated();
  const pages = await walk(knowing([v1, v2]));
  expect(pages.length).toBeGreaterThan(2);
  expect(pages.at(-1)).toEqual({
    migrated: 17,
    failed: 2,
    failures: [5, 15].map((nth) => ({
      instance: instances[nth],
      why: expect.stringMatching(
        /^Instance \S+ cannot become one of version 2 and stays on 1: the state a is not there/,
      ),
    })),
  });
  const versions = await Promise.all(
    instances.map(async (instance) => (await engine.head(instance)).version),
  );
  expect(versions.filter((one) => one === 2)).toHaveLength(17);
  expect([5, 7, 15].map((nth) => versions[nth])).toEqual([1, 1, 1]);
  expect((await engine.head(other)).revision).toBe(1);
});

test('has nothing to do the second time, and where there is no newer version', async () => {
  const { knowing } = await populated();
  expect((await walk(knowing([v1]))).at(-1)).toEqual({ migrated: 0, failed: 0, failures: [] });
  await walk(knowing([v1, v2]));
  expect((await walk(knowing([v1, v2]))).at(-1)).toMatchObject({ migrated: 0, failed: 2 });
});

test('throws where the store does not answer, and may be repeated', async () => {
  let appends = 0;
  const { journal, knowing } = await populated({
    append: async (entry) => {
      if (++appends === 3) throw new StoreUnavailable(new Error('down'));
      return journal.append(entry);
    },
  });
  const migrateAll = knowing([v1, v2]);
  await expect(walk(migrateAll)).rejects.toBeInstanceOf(StoreUnavailable);
  expect((await walk(migrateAll)).at(-1)).toMatchObject({ migrated: 15, failed: 2 });
});
