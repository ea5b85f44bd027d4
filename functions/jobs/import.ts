import type { JobPart, PartResult } from '../../adapters/ports/jobs.ts';
import type { Version } from '../../adapters/ports/records.ts';
import { sideBySide } from '../../adapters/side-by-side.ts';
import { FileFlaw } from '../../exchange/file-flaw.ts';
import { type Import, importKind, REAL } from '../../records/kinds/import.ts';
import type { Decision } from '../imports/decide.ts';
import { customerFields, type ImportDeps } from '../imports/deps.ts';
import { doRow } from '../imports/do-row.ts';
import { type PlannedRow, planRows } from '../imports/plan-rows.ts';
import { plannedRows, putPlannedRows, rowsBefore } from '../imports/planned-files.ts';
import { openSheet } from '../imports/sheet.ts';
import { JobFailed, type JobWork, type PlanStep, there } from './work.ts';

/** Rows of one part. */
const PART = 500;
/** Rows of a part that are done side by side. */
const AT_ONCE = 16;

/** A plan that is being made in this process: the next step need not read the file from its beginning. */
interface Planning {
  readonly parts: number;
  readonly rows: AsyncGenerator<PlannedRow, void>;
}

/** Plans that are held at once; another reads its file from the beginning for its next part. */
const MOST_HELD = 4;

/**
 * Takes in a file of customers. The plan decides about every row, from its place in the file and what is in the store;
 * a dry run ends there, and a real run does just that. So a part may be done again: each row is one customer or none.
 */
export function createImportWork(deps: ImportDeps, partRows = PART): JobWork<Import> {
  /** By import and plan. */
  const held = new Map<string, Planning>();

  async function begin(job: Version<Import>, parts: number): Promise<Planning['rows']> {
    const { mapping = [], duplicates, country } = job.content;
    const sheet = await openSheet(deps.files, job.subject, job.content);
    const named = new Set(sheet.columns);
    // Read as a whole, a file may turn out to be written otherwise than its beginning looked.
    if (!mapping.every(({ column }) => named.has(column))) throw new JobFailed('encoding');
    const { at } = await startOf(deps, job);
    return planRows(deps, sheet, {
      ...{ import: job.id, mapping, duplicates, country, at },
      declared: await customerFields(deps),
      before: rowsBefore(deps.files, job, parts),
    });
  }

  /** The plan that was gone on with last stays longest. */
  function keep(run: string, planning: Planning): void {
    held.set(run, planning);
    const [oldest] = held.keys();
    if (held.size > MOST_HELD && oldest !== undefined) held.delete(oldest);
  }

  return {
    kind: importKind,
    inOrder: false,

    async plan(job, from): Promise<PlanStep> {
      const parts = Number(from ?? 0);
      const run = `${job.id}/${job.content.plan}`;
      const last = held.get(run);
      held.delete(run);
      try {
        const rows = last?.parts === parts ? last.rows : await begin(job, parts);
        const part: PlannedRow[] = [];
        while (part.length < partRows) {
          const next = await rows.next();
          if (next.done) break;
          part.push(next.value);
        }
        const number = parts + 1;
        if (part.length > 0) await putPlannedRows(deps.files, job, number, part);
        if (part.length < partRows) return part.length > 0 ? { part: partOf(part) } : {};
        keep(run, { parts: number, rows });
        return { part: partOf(part), onward: number };
      } catch (error) {
        throw error instanceof FileFlaw ? new JobFailed(error.code, error.line) : error;
      }
    },

    async run(job, _: JobPart, number): Promise<PartResult> {
      const rows = there(await plannedRows(deps.files, job, number));
      if (job.content.pass !== REAL) return { tally: tallyOf(rows), content: [] };
      const started = await startOf(deps, job);
      const options = { import: job.id, who: started.who, at: started.at };
      const outcomes: Decision[] = [];
      const otherwise: Decision[] = [];
      await sideBySide(rows, AT_ONCE, async (planned) => {
        const outcome = await doRow(deps, planned, options);
        outcomes.push(outcome);
        if (outcome.outcome !== planned.outcome) otherwise.push(outcome);
      });
      return { tally: tallyOf(outcomes), content: otherwise.sort((a, b) => a.row - b.row) };
    },
  };
}

/** The version that set the job going: whoever resumed it later, all rows are that person's, and of that moment. */
async function startOf(
  { records }: Pick<ImportDeps, 'records'>,
  job: Version<Import>,
): Promise<Pick<Version, 'who' | 'at'>> {
  return (await records.of(importKind).at(job.id, Number(job.content.plan))) ?? job;
}

function partOf(rows: readonly PlannedRow[]): JobPart {
  return { items: rows.length, content: null };
}

function tallyOf(rows: readonly Decision[]): Record<string, number> {
  const tally = { created: 0, updated: 0, duplicate: 0, ambiguous: 0, invalid: 0 };
  for (const { outcome } of rows) tally[outcome] += 1;
  return tally;
}
