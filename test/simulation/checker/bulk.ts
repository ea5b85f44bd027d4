import type { Item } from '../../../adapters/attributes.ts';
import type { Version } from '../../../adapters/ports/records.ts';
import { glanceAt } from '../../../adapters/records/version-item.ts';
import { derivedId } from '../../../engine/ids.ts';
import type { Bulk } from '../../../records/kinds/bulk.ts';
import type { Ledger } from '../ledger.ts';

/** Something of a job that was stored, and when in truth. */
interface At {
  readonly at: number;
}

/** All that there is to know of one bulk action. */
export interface BulkCase {
  readonly job: string;
  /** Under which each instance has its deed. */
  readonly eventId: string;
  readonly versions: readonly (Version<Bulk> & At)[];
  /** Every time that a part was written, in order. */
  readonly parts: readonly (At & {
    readonly number: number;
    readonly draft: string;
    readonly items: readonly string[];
  })[];
  readonly plans: readonly (At & {
    readonly parts: number;
    readonly items: number;
    readonly drafts: readonly { readonly draft: string; readonly upTo: number }[];
  })[];
  readonly results: readonly (At & {
    readonly number: number;
    readonly tally: Readonly<Record<string, number>>;
    readonly failures: readonly { readonly item: string; readonly code: string }[];
  })[];
}

const numbered = (item: Item) => Number(item.part?.S?.slice(-6));
const content = (item: Item, name = 'content') => JSON.parse(item[name]?.S ?? 'null');

/** Every bulk action, from what was stored of it: not from what anybody was told. */
export function bulkCases({ jobs }: Pick<Ledger, 'jobs'>): readonly BulkCase[] {
  const records = jobs.stored.filter(({ item }) => item.record?.S?.startsWith('bulk/'));
  const names = [...new Set(records.map(({ item }) => item.record?.S ?? ''))];
  return names.map((name): BulkCase => {
    const versions = records
      .filter(({ item }) => item.record?.S === name)
      .map(({ item, at }) => ({ ...(glanceAt<Bulk>(item) as Version<Bulk>), at }));
    const own = jobs.stored.filter(({ item }) => item.job?.S === name);
    const of = (prefix: string) => own.filter(({ item }) => item.part?.S?.startsWith(prefix));
    const job = name.slice('bulk/'.length);
    const who = versions[0]?.who ?? { kind: 'caller', id: '' };
    return {
      job,
      eventId: derivedId(who, name),
      versions,
      parts: of('part/').map(({ item, at }) => ({
        ...{ at, number: numbered(item), draft: item.part?.S?.split('/')[1] ?? '' },
        items: content(item),
      })),
      plans: of('plan').map(({ item, at }) => ({
        at,
        drafts: content(item, 'drafts'),
        parts: Number(item.parts?.N),
        items: Number(item.items?.N),
      })),
      results: of('result/').map(({ item, at }) => ({
        ...{ at, number: numbered(item), tally: content(item, 'tally'), failures: content(item) },
      })),
    };
  });
}

/** What a job's record said at a moment; undefined before there was any. */
export function standingAt({ versions }: BulkCase, at: number): Version<Bulk> | undefined {
  return versions.findLast((version) => version.at <= at);
}
