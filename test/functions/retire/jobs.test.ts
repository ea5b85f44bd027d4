import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSealedFiles } from '../../../functions/sealed-files.ts';
import { exportKind } from '../../../records/kinds/export.ts';
import { type Office, openOffice } from './office.ts';

const DAY = 86_400_000;
const who = { kind: 'caller', id: 'test' } as const;

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

/** An export with a file and a part; under way, unless it has ended. */
async function anExport(id: string, isOver = true): Promise<void> {
  const { records, files, safe, parts, world } = office;
  const content = {
    wanted: { what: 'customers', format: 'csv' },
    ...{ pass: 'write', tries: 1, ...(isOver && { ended: { at: world.now() } }) },
  } as const;
  const { record } = await records.of(exportKind).create({ id, content, who, at: world.now() });
  await createSealedFiles(files, safe).put(record.subject, ['piece', 'd', '1'], Buffer.from('name\nJohn\n'));
  await parts.putPart({ kind: 'export', id }, 'd', 1, { items: 1, content: { pieces: 1, draft: 'd' } });
  await parts.putPlan({ kind: 'export', id }, { parts: 1, items: 1, drafts: [{ draft: 'd', upTo: 1 }] });
}

test('an export goes after its days, with its file and its parts, and no other', async () => {
  const { records, files, parts, world } = office;
  await anExport('old');
  world.pass(20 * DAY);
  await anExport('new');
  const [oldFile, newFile] = [...files.kept.keys()];
  world.pass(11 * DAY);
  await office.retire();
  expect([oldFile !== newFile, [...files.kept.keys()]]).toEqual([true, [newFile]]);
  const left = (id: string) =>
    Promise.all([records.of(exportKind).at(id, 1), parts.part({ kind: 'export', id }, 1)]);
  expect(await left('old')).toEqual([undefined, undefined]);
  expect(await left('new')).toMatchObject([{ id: 'new' }, { items: 1 }]);
});

test('one that is under way stays, however long it takes', async () => {
  await anExport('slow', false);
  office.world.pass(1000 * DAY);
  await office.retire();
  expect(await office.records.of(exportKind).get('slow')).toMatchObject({ revision: 1 });
});
