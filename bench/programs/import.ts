import type { Files } from '../../adapters/ports/files.ts';
import { sideBySide } from '../../adapters/side-by-side.ts';
import type { Who } from '../../engine/entry.ts';
import { readCsv } from '../../exchange/csv-reader.ts';
import { decoded, encodingOf } from '../../exchange/encoding.ts';
import { wordsOfPart } from '../../functions/imports/sheet.ts';
import { createImportWork } from '../../functions/jobs/import.ts';
import { createJobSteps, type PlanRun } from '../../functions/jobs/steps.ts';
import { newId } from '../../functions/new-id.ts';
import { createSealedFiles } from '../../functions/sealed-files.ts';
import { recordsOf } from '../../functions/wiring.ts';
import { DRY, type Import, importKind, REAL } from '../../records/kinds/import.ts';
import { keysInClear } from '../cases/no-services.ts';
import { clientOf, names } from '../store.ts';
import { answer } from './answer.ts';

export interface ImportInput {
  readonly endpoint: string;
  readonly rows: number;
}

/** Rows per second. */
export interface ImportSpeed {
  readonly parsed: number;
  /** Each row is checked, and compared with those before it. */
  readonly checked: number;
  /** And looked up in the store, by mail and by number. */
  readonly tried: number;
  readonly written: number;
  /** The same customers, one by one, as many side by side. */
  readonly single: number;
}

const who: Who = { kind: 'caller', id: 'anonymous' };
const AT_ONCE = 16;
const PARTS_AT_ONCE = 4;
const FIELDS = ['name', 'email', 'phone', 'address.lines', 'address.city', 'address.country', 'tags'];

/** Files in memory: what a disk or S3 costs is no matter of this machine. */
function memoryFiles(): Files {
  const files = new Map<string, Uint8Array>();
  return {
    put: async (name, bytes) => void files.set(name, bytes),
    get: async (name) => files.get(name),
    remove: async (name) => void files.delete(name),
    removeAll: () => Promise.resolve(),
  };
}

await answer<ImportInput, ImportSpeed>(async ({ endpoint, rows }, progress) => {
  const client = clientOf(endpoint);
  const shared = recordsOf(client, names, keysInClear, memoryFiles());
  const { records, parts, customers } = shared;
  const files = createSealedFiles(shared.files, shared.safe);
  const now = Date.now;
  const steps = createJobSteps({ records, parts, works: [createImportWork({ ...shared, files, now })], now });

  /** A file of customers whom no other file has. */
  function fileOf(mark: string): Uint8Array {
    const lines = Array.from(
      { length: rows },
      (_, n) =>
        `Member ${n} Example,${mark}.${n}@example.com,+4915${mark}${String(1_000_000 + n)},Street ${n},Berlin,DE,vip;x`,
    );
    return Buffer.from(`${FIELDS.join()}\n${lines.join('\n')}\n`);
  }

  async function perSecond(work: () => Promise<void>): Promise<number> {
    const began = performance.now();
    await work();
    return (rows * 1000) / (performance.now() - began);
  }

  async function parse(): Promise<void> {
    const chunks = [fileOf('10')];
    const sheet = await readCsv(decoded(chunks, await encodingOf(chunks)));
    let found = 0;
    for await (const row of sheet.rows) found += row.cells.length > 0 ? 1 : 0;
    if (found !== rows) throw new Error('Rows are missing.');
  }

  /** An import from its start to its end, as a runner takes its steps. */
  async function through(mark: string, pass: string, duplicates: Import['duplicates']): Promise<void> {
    const id = newId();
    const bytes = fileOf(mark);
    const one = { bytes: bytes.byteLength, digest: mark };
    await files.put(`import/${id}`, wordsOfPart(1, one), bytes);
    const mapping = FIELDS.map((field) => ({ column: field, field }));
    const content: Import = {
      ...{ format: 'csv', duplicates, parts: 1, there: { 1: one }, columns: FIELDS, mapping },
      ...{ pass, plan: '1', tries: 1 },
    };
    await records.of(importKind).create({ id, content, who, at: now() });
    const run: PlanRun = { kind: 'import', id, revision: 1 };
    const { todo } = await steps.plan(run);
    await sideBySide(todo, PARTS_AT_ONCE, (part) => steps.run({ ...run, part }));
    await steps.finish(run);
    const done = await records.of(importKind).get(id);
    if (done?.content.ended === undefined || done.content.ended.code !== undefined) {
      throw new Error('The import did not come to its end.');
    }
  }

  async function one(n: number): Promise<void> {
    const content = {
      ...{ name: `Member ${n} Example`, email: `single.${n}@example.com`, phone: `+49151${1_000_000 + n}` },
      address: { lines: [`Street ${n}`], city: 'Berlin', country: 'DE' },
      ...{ language: 'en' as const, consent: {}, tags: ['vip', 'x'], fields: {} },
    };
    await customers.create({ id: newId(), content, who, at: now() });
  }
  const numbers = Array.from({ length: rows }, (_, n) => n);

  progress('warming up');
  await parse();
  await through('11', REAL, 'skip');
  progress('parsing alone');
  const parsed = await perSecond(parse);
  progress('checked, tried, written');
  const checked = await perSecond(() => through('12', DRY, 'create'));
  const tried = await perSecond(() => through('13', DRY, 'skip'));
  const written = await perSecond(() => through('14', REAL, 'skip'));
  progress('the same one by one');
  const single = await perSecond(() => sideBySide(numbers, AT_ONCE, one));
  client.destroy();
  return { parsed, checked, tried, written, single };
});
