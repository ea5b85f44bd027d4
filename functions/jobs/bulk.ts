import type { Customers } from '../../adapters/ports/customers.ts';
import type { JobPart, PartResult } from '../../adapters/ports/jobs.ts';
import type { Records, Version } from '../../adapters/ports/records.ts';
import { sideBySide } from '../../adapters/side-by-side.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Who } from '../../engine/entry.ts';
import { BatonError } from '../../engine/errors.ts';
import { isPassing } from '../../engine/parking.ts';
import type { Projection, ProjectionItem } from '../../engine/ports.ts';
import { type Bulk, bulkKind, type Deed } from '../../records/kinds/bulk.ts';
import { aboutCustomer } from '../about-customer.ts';
import { type MembersDeps, membersOf } from '../segment-members.ts';
import { segmentAsOf } from './segment-as-of.ts';
import type { JobWork, PlanStep } from './work.ts';

export interface BulkDeps extends MembersDeps {
  readonly customers: MembersDeps['customers'] & Pick<Customers, 'idsOf'>;
  readonly engine: Engine;
  readonly projection: Pick<Projection, 'list'>;
  readonly records: Records;
  /** Hears of an item that failed for a reason that nobody foresaw. */
  readonly report: (item: string, error: unknown) => void;
  /** Items of one part; 100 where it is left out. */
  readonly perPart?: number;
}

/** An instance or a customer for which it could not be done, and why, as a code. */
export interface ItemFailure {
  readonly item: string;
  readonly code: string;
}

/** Where the plan of a start goes on: in the segment as it was when the plan was begun. */
interface WithinSegment {
  readonly revision: number;
  readonly cursor: string;
}

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
  const { engine, projection, records, perPart = 100 } = deps;

  async function customersOf(segment: string, from: WithinSegment | undefined) {
    const { revision, content } = await segmentAsOf(records, segment, from?.revision);
    const { items, cursor } = await membersOf(deps, content.filter, { limit: perPart, cursor: from?.cursor });
    const onward: WithinSegment | undefined = cursor === undefined ? undefined : { revision, cursor };
    return { ids: items.map(({ id }) => id), onward };
  }

  async function instancesOf(deed: Exclude<Deed, { action: 'start' }>, cursor: string | undefined) {
    const { customer, ...where } = deed.where;
    const query = {
      ...{ processes: [deed.process], ...where, order: 'oldest' as const },
      ...(customer !== undefined && (await aboutCustomer(deps.customers, customer))),
    };
    const page = await projection.list(query, perPart, cursor);
    const fits = page.items.filter(({ status }) => fitting[deed.action].includes(status));
    return { ids: fits.map(({ instance }) => instance), onward: page.cursor };
  }

  /** Does it under a key of job and item: what was done before is not done again. */
  async function doIt({ id: job, content: { deed } }: Version<Bulk>, who: Who, item: string): Promise<void> {
    const id = `bulk/${job}`;
    switch (deed.action) {
      case 'start': {
        const input = { ...deed.input, [deed.as]: item };
        await engine.start({ process: deed.process, input, key: `${deed.key ?? id}/${item}`, who });
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
      const { ids, onward } = await (deed.action === 'start'
        ? customersOf(deed.segment, from as WithinSegment | undefined)
        : instancesOf(deed, from as string | undefined));
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
