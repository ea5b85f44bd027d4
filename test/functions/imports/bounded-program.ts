import type { Version } from '../../../adapters/ports/records.ts';
import type { ImportDeps } from '../../../functions/imports/deps.ts';
import { createImportWork } from '../../../functions/jobs/import.ts';
import type { SealedFiles } from '../../../functions/sealed-files.ts';
import { DRY, type Import } from '../../../records/kinds/import.ts';

/** Plans an import of so many rows in this process, whose store is empty and whose files go nowhere. */
const rows = Number(process.argv[2]);
const PART = 25_000;
const parts = Math.ceil(rows / PART);
const HEAD = 'name,email,phone,tags,address.lines,address.city,address.country\n';

/** Row by row another customer, but for one in ten, who was there before. */
function textOf(part: number): string {
  const first = (part - 1) * PART;
  const lines = Array.from({ length: Math.min(PART, rows - first) }, (_, at) => {
    const row = first + at;
    const mail = `person.${row % 10 === 5 ? row - 4 : row}@example.com`;
    return `Person ${row} Example,${mail},+4915${100_000_000 + row},"vip;x",Street ${row},Berlin,DE\n`;
  });
  return (part === 1 ? HEAD : '') + lines.join('');
}

const files: SealedFiles = {
  put: async () => {},
  get: async (_, [kind, part]) => (kind === 'part' ? Buffer.from(textOf(Number(part))) : undefined),
  remove: async () => {},
  removeAll: async () => {},
};
const nobody = { get: async () => undefined, at: async () => undefined, page: async () => ({ items: [] }) };
const deps = {
  ...{ files, now: () => 0, records: { of: () => nobody }, declared: { get: async () => undefined } },
  customers: { search: async () => ({ items: [] }) },
} as unknown as ImportDeps;
const numbers = Array.from({ length: parts }, (_, at) => at + 1);
const columns = HEAD.trim().split(',');
const content: Import = {
  ...{ format: 'csv', duplicates: 'skip', parts, columns, pass: DRY, plan: '2', tries: 1 },
  there: Object.fromEntries(numbers.map((part) => [part, { bytes: 1, digest: String(part) }])),
  mapping: columns.map((column) => ({ column, field: column })),
};
const job = { kind: 'import', id: 'i', revision: 2, subject: 'import/i', content, at: 0 } as Version<Import>;

const work = createImportWork(deps);
let planned = 0;
let from: unknown;
do {
  const step = await work.plan(job, from, 'draft');
  planned += step.part?.items ?? 0;
  from = step.onward;
} while (from !== undefined);
const { heapUsed, rss } = process.memoryUsage();
console.log(JSON.stringify({ planned, heapMb: Math.round(heapUsed / 1e6), rssMb: Math.round(rss / 1e6) }));
