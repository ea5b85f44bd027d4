import type { JobName } from '../../../adapters/ports/jobs.ts';
import type { Version } from '../../../adapters/ports/records.ts';
import { BYTE_ORDER_MARK, toCsv } from '../../../exchange/csv-writer.ts';
import { type Import, importKind } from '../../../records/kinds/import.ts';
import type { Decision } from '../../imports/decide.ts';
import { plannedRows } from '../../imports/planned-files.ts';
import { createSealedFiles } from '../../sealed-files.ts';
import type { Handlers } from '../answer.ts';
import { fromCursor, toCursor } from '../cursor.ts';
import type { ApiDeps } from '../deps.ts';
import { noSuch, Refusal } from '../problem.ts';
import type { ReportRow } from './outputs.ts';

/** Parts that are looked through for one page. */
const MOST_PARTS = 20;

const COLUMNS = ['row', 'outcome', 'customer', 'sameAs', 'column', 'code', 'message'];

/** What became of the rows of an import. */
export function importReportHandlers(deps: ApiDeps): Handlers<'readImportReport' | 'getImportReportFile'> {
  const files = createSealedFiles(deps.files, deps.safe);

  async function found(id: string): Promise<Version<Import>> {
    const job = await deps.records.of(importKind).get(id);
    if (job === undefined) throw noSuch('record-not-found', 'import');
    return job;
  }

  /** The rows of a part: as they were planned, but for those that came out otherwise. */
  async function rowsOf(
    job: Version<Import>,
    number: number,
    otherwise: unknown,
  ): Promise<readonly ReportRow[]> {
    const other = new Map((otherwise as readonly Decision[]).map((one) => [one.row, one]));
    const planned = (await plannedRows(files, job, number)) ?? [];
    return planned.map((one) => toRow(other.get(one.row) ?? one));
  }

  return {
    async readImportReport({ path, query: { limit, cursor, outcome } }) {
      const job = await found(path.import);
      const { pass = '', plan } = job.content;
      const scope = ['report', job.id, plan, pass, outcome];
      let [after = 0, skip = 0] =
        cursor === undefined ? [] : fromCursor(scope, cursor).split(':').map(Number);
      const items: ReportRow[] = [];
      const results = await deps.parts.results(nameOf(job), pass, after, MOST_PARTS);
      for (const { number, content } of results) {
        const rows = await rowsOf(job, number, content);
        const fitting = rows.filter((row) => outcome === undefined || row.outcome === outcome).slice(skip);
        const wanted = limit - items.length;
        items.push(...fitting.slice(0, wanted));
        if (fitting.length > wanted) {
          const onward = toCursor(scope, `${number - 1}:${skip + wanted}`);
          return { status: 200, body: { items, cursor: onward } };
        }
        after = number;
        skip = 0;
      }
      const more = results.length === MOST_PARTS;
      return { status: 200, body: { items, cursor: more ? toCursor(scope, `${after}:0`) : null } };
    },

    async getImportReportFile({ path: { import: id, part } }) {
      const job = await found(id);
      const { pass = '' } = job.content;
      const plan = await deps.parts.plan(nameOf(job));
      if (plan === undefined) throw new Refusal('not-ready', 'What becomes of its rows is not known yet.');
      const [result] = await deps.parts.results(nameOf(job), pass, part - 1, 1);
      if (part > Math.max(plan.parts, 1)) throw noSuch('record-not-found', 'part');
      if (plan.parts > 0 && result?.number !== part)
        throw new Refusal('not-ready', 'Its rows are not through yet.');
      const rows = result === undefined ? [] : await rowsOf(job, part, result.content);
      const head = part === 1 ? BYTE_ORDER_MARK + toCsv([COLUMNS]) : '';
      const text = head + toCsv(rows.flatMap(toLines));
      const piece = { part, parts: Math.max(plan.parts, 1), mediaType: 'text/csv; charset=utf-8', text };
      return { status: 200, body: { import: id, ...piece } };
    },
  };
}

function nameOf({ kind, id, content: { plan } }: Version<Import>): JobName {
  return { kind, id, plan };
}

function toRow({ row, outcome, customer, sameAs, problems = [] }: Decision): ReportRow {
  const means = { customer: customer ?? null, sameAs: sameAs ?? null };
  return { row, outcome, ...means, problems: problems.map((one) => ({ ...one })) };
}

/** A line for each problem, and one for a row without. */
function toLines({ row, outcome, customer, sameAs, problems }: ReportRow): readonly (readonly string[])[] {
  const about = [String(row), outcome, customer ?? '', sameAs === null ? '' : String(sameAs)];
  if (problems.length === 0) return [[...about, '', '', '']];
  return problems.map(({ column, code, message }) => [...about, column ?? '', code, message]);
}
