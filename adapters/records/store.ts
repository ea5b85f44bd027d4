import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatonError } from '../../engine/errors.ts';
import type { RecordKind } from '../../records/record-kind.ts';
import { bytesOf, type Item, itemBytes } from '../attributes.ts';
import type { Change, Draft, Held, Records, RecordsOf, Version } from '../ports/records.ts';
import type { Timeline } from '../ports/timeline.ts';
import type { Safe } from '../ports/vault.ts';
import { createdOf } from '../projection-item.ts';
import { putOnce } from '../put-once.ts';
import type { TableNames } from '../tables.ts';
import type { BlindIndex } from './blind-index.ts';
import { erasePage } from './erase.ts';
import { type Changed, createFollow } from './follow.ts';
import { createLookups, heldAfter, without } from './lookups.ts';
import { mendPage } from './mend.ts';
import { readPage } from './page.ts';
import { decodeVersion, encodeVersion, glanceAt, keyOf, recordOf } from './version-item.ts';
import { createVersionReader } from './version-reader.ts';

/** A record would not fit the store: `details.bytes` of `details.limit`. */
export class RecordTooLarge extends BatonError {
  readonly code = 'record-too-large';
  constructor(bytes: number, limit: number) {
    super(`The record takes ${bytes} bytes, ${bytes - limit} more than the ${limit} that fit.`, {
      bytes,
      limit,
    });
  }
}

export interface RecordsOptions {
  readonly client: DynamoDBClient;
  readonly names: Pick<TableNames, 'records' | 'listings' | 'lookups'>;
  readonly safe: Safe;
  readonly index: BlindIndex;
  readonly timeline: Timeline;
  /** Hears of every version that was committed, at least once. */
  readonly changed?: Changed;
  /** Removes what a version keeps elsewhere, before it is erased. May be called twice. */
  readonly erased?: Changed;
}

/** Well below DynamoDB's limit for an item. */
const MOST_BYTES = 300 * 1024;

/**
 * Records in DynamoDB tables. A version is written by one conditional put: lock, content and history in one. The order
 * of everything around it is such that a writer may be killed between any two writes and no record is lost to a search:
 * new lookups, the version, the timeline, lookups that no longer hold, the listing. `mend` does the rest later.
 */
export function createRecords(options: RecordsOptions): Records {
  const { client, names, safe, index, timeline, changed = () => {}, erased = () => {} } = options;
  const versions = createVersionReader(client, names.records);
  const lookups = createLookups(client, names.lookups);
  const follow = createFollow({ client, table: names.listings, versions, lookups, timeline, changed });

  function of<C extends object>(kind: RecordKind<C>): RecordsOf<C> {
    const decode = (item: Item | undefined) => item && decodeVersion<C>(item, safe);
    const tokensOf = (content: C) => index.tokens(kind.kind, kind.lookups(content));

    /** The item as it was written, or the one that stands there instead. */
    async function commit(version: Version<C>, before: readonly Held[]): Promise<Item | undefined> {
      const mark = randomBytes(16);
      const created = createdOf(version.createdAt, version.id);
      const item = await encodeVersion(kind, version, mark, safe);
      const bytes = itemBytes(item);
      if (bytes > MOST_BYTES) throw new RecordTooLarge(bytes, MOST_BYTES);
      const fresh = without(version.held, before);
      await lookups.put(created, fresh);
      const other = await putOnce(client, {
        table: names.records,
        key: keyOf(recordOf(kind.kind, version.id), version.revision),
        item,
        isOurs: (stored) => Buffer.compare(bytesOf(stored, 'm'), mark) === 0,
      });
      if (other === undefined) await follow.one(item, before);
      // This revision is another's for ever: what only ours would have held is of no use.
      else await lookups.remove(created, without(fresh, heldUnder(created, other)));
      return other;
    }

    async function create(draft: Draft<C>) {
      const { id, content, at, who, reason, subject = recordOf(kind.kind, id) } = draft;
      const tokens = await tokensOf(content);
      const version: Version<C> = {
        ...{ kind: kind.kind, id, revision: 1, content, subject, at, createdAt: at, who },
        ...(reason !== undefined && { reason }),
        changed: [],
        held: heldAfter([], tokens, 1),
      };
      const other = await commit(version, []);
      if (other === undefined) return { created: true, record: version };
      await follow.catchUp(recordOf(kind.kind, id));
      return { created: false, record: await decodeVersion<C>(other, safe) };
    }

    async function change(before: Version<C>, wanted: Change<C>): Promise<Version<C> | undefined> {
      const { content, who, at, reason, removed } = wanted;
      const { id, subject, createdAt } = before;
      const revision = before.revision + 1;
      const tokens = removed ? [] : await tokensOf(content);
      const version: Version<C> = {
        ...{ kind: kind.kind, id, revision, content, subject, createdAt, who },
        // A clock that goes back does not turn a history round.
        at: Math.max(at, before.at),
        ...(reason !== undefined && { reason }),
        changed: changedFields(before.content, content),
        ...(removed && { removed }),
        held: heldAfter(before.held, tokens, revision),
      };
      return (await commit(version, before.held)) === undefined ? version : undefined;
    }

    async function glance(id: string): Promise<Version<Partial<C>> | undefined> {
      const item = await versions.newest(recordOf(kind.kind, id));
      return item === undefined || item.x !== undefined ? undefined : glanceAt<C>(item);
    }

    async function get(id: string): Promise<Version<C> | undefined> {
      const item = await versions.newest(recordOf(kind.kind, id));
      return item === undefined || item.x !== undefined ? undefined : decode(item);
    }

    return {
      create,
      change,
      get,
      glance,
      at: async (id, revision) => decode(await versions.at(recordOf(kind.kind, id), revision)),
      page: (query) => readPage({ client, names, kind, index, versions, decode: decodeWith(safe) }, query),
      mend: (id) => follow.catchUp(recordOf(kind.kind, id)),
    };
  }

  return {
    of,
    async glance(kind, id, revision) {
      const item = await versions.at(recordOf(kind, id), revision);
      return item && glanceAt(item);
    },
    mendAll: (page) => mendPage(client, names, follow, page),
    eraseAll: (page, isOver) =>
      erasePage({ client, names, versions, lookups, timeline, erased }, page, isOver),
  };
}

/** What a stored version holds among lookups of this `created`: nothing where it was created at another moment. */
function heldUnder(created: string, item: Item): readonly Held[] {
  const { createdAt, id, held } = glanceAt(item);
  return createdOf(createdAt, id) === created ? held : [];
}

const decodeWith =
  (safe: Safe) =>
  <C extends object>(item: Item) =>
    decodeVersion<C>(item, safe);

function changedFields(before: object, after: object): readonly string[] {
  const [a, b] = [before as Record<string, unknown>, after as Record<string, unknown>];
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].filter((name) => !isDeepStrictEqual(a[name], b[name])).sort();
}
