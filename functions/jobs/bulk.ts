import type { JobPart, PartResult } from '../../adapters/ports/jobs.ts';
import type { Records, Version } from '../../adapters/ports/records.ts';
import { sideBySide } from '../../adapters/side-by-side.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Who } from '../../engine/entry.ts';
import { BatonError } from '../../engine/errors.ts';
import { isPassing } from '../../engine/parking.ts';
import type { Projection, ProjectionItem } from '../../engine/ports.ts';
import { type Bulk, bulkKind, type Deed } from '../../records/kinds/bulk.ts';
import { segmentKind } from '../../records/kinds/segment.ts';
import { type MembersDeps, membersOf } from '../segment-members.ts';
import { JobFailed, type JobWork, type PlanStep } from './work.ts';

export interface BulkDeps extends MembersDeps {
  readonly engine: Engine;
  readonly projection: Pick<Projection, 'list'>;
  readonly records: Records;
  /** Hears of an item that failed for a reason that nobody foresaw. */
  readonly report: (item: string, error: unknown) => void;
}

/** An instance or a customer for which it could not be done, and why, as a code. */
export interface ItemFailure {
  readonly item: string;
  readonly code: string;
}

/** Items of one part. */
const PART = 100;
/** Items of a part that are done side by side. */
const AT_ONCE = 16;

/** Which instances a deed can be done to. */
const fitting: Readonly<Record<Exclude<Deed['action'], 'start'>, readonly ProjectionItem['status'][]>> = {
  advance: ['active'],
  pause: ['active'],
  resume: ['paused'],
  cancel: ['active', 'paused'],
  migrate: ['active'],
};

/** One deed for each instance that a filter finds, or a start for each customer of a segment. */
export function createBulkWork(deps: BulkDeps): JobWork<Bulk> {
  const { engine, projection, records } = deps;

  async function customersOf(segment: string, cursor: string | undefined) {
    const found = await records.of(segmentKind).get(segment);
    if (found === undefined) throw new JobFailed('segment-unknown');
    const page = await membersOf(deps, found.content.filter, { limit: PART, cursor });
    return { ids: page.items.map(({ id }) => id), onward: page.cursor };
  }

  async function instancesOf(deed: Exclude<Deed, { action: 'start' }>, cursor: string | undefined) {
    const query = { processes: [deed.process], ...deed.where, order: 'oldest' as const };
    const page = await projection.list(query, PART, cursor);
    const fits = page.items.filter(({ status }) => fitting[deed.action].includes(status));
    return { ids: fits.map(({ instance }) => instance), onward: page.cursor };
  }

  /** Does it under a key of job and item: what was done before is not done again. */
  async function doIt({ id: job, content: { deed } }: Version<Bulk>, who: Who, item: string): Promise<void> {
    const id = `bulk/${job}`;
    switch (deed.action) {
      case 'start': {
        const input = { ...deed.input, [deed.as]: item };
        await engine.start({ process: deed.process, input, key: `${id}/${item}`, who });
        return;
      }
      case 'advance':
        await engine.send({ instance: item, event: deed.event, id, who });
        return;
      case 'migrate':
        await engine.migrate(item);
        return;
      default:
        await engine.byHand({ instance: item, kind: deed.action, reason: deed.reason, id, who });
    }
  }

  return {
    kind: bulkKind,
    inOrder: false,

    async plan({ content: { deed } }, from): Promise<PlanStep> {
      const cursor = from === undefined ? undefined : String(from);
      const { ids, onward } = await (deed.action === 'start'
        ? customersOf(deed.segment, cursor)
        : instancesOf(deed, cursor));
      return {
        ...(ids.length > 0 && { part: { items: ids.length, content: ids } }),
        ...(onward !== undefined && { onward }),
      };
    },

    async run(job, { content }: JobPart): Promise<PartResult> {
      const asked = await records.of(bulkKind).at(job.id, 1);
      const who = (asked ?? job).who;
      const failures: ItemFailure[] = [];
      const ids = content as readonly string[];
      await sideBySide(ids, AT_ONCE, async (item) => {
        try {
          await doIt(job, who, item);
        } catch (error) {
          if (isPassing(error)) throw error;
          if (!(error instanceof BatonError)) deps.report(item, error);
          failures.push({ item, code: error instanceof BatonError ? error.code : 'unexpected' });
        }
      });
      return {
        tally: { done: ids.length - failures.length, failed: failures.length },
        content: failures.sort((a, b) => ids.indexOf(a.item) - ids.indexOf(b.item)),
      };
    },
  };
}
