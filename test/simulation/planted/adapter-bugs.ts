import type { Bug } from './bug.ts';

/** Mistakes in how the stores and the queue are spoken to. */
export const adapterBugs: readonly Bug[] = [
  {
    name: 'drop the condition',
    file: 'adapters/put-once.ts',
    find: 'ConditionExpression: `attribute_not_exists(',
    replace: 'ConditionExpression: undefined && `attribute_not_exists(',
    why: 'two writers of one revision overwrite each other',
  },
  {
    name: "take another's entry for one's own",
    file: 'adapters/dynamo-journal.ts',
    find: 'decodeEntry(stored).commit === commit',
    replace: 'decodeEntry(stored).instance === instance',
    why: 'a conflict counts as success',
  },
  {
    name: 'not know one’s own entry',
    file: 'adapters/dynamo-journal.ts',
    find: 'decodeEntry(stored).commit === commit',
    replace: "decodeEntry(stored).commit === ''",
    why: 'a put whose answer was lost is made again',
  },
  {
    name: 'take silence for success',
    file: 'adapters/put-once.ts',
    find: 'throw new StoreUnavailable(error);',
    replace: 'return undefined;',
    why: 'a caller is told of an entry that never arrived',
  },
  {
    name: 'read what was',
    file: 'adapters/dynamo-journal.ts',
    find: 'new QueryCommand({ TableName: table, ConsistentRead: true, ...input })',
    replace: 'new QueryCommand({ TableName: table, ...input })',
    why: 'a head that counts as just read is old',
  },
  {
    name: 'read one page',
    file: 'adapters/dynamo-journal.ts',
    find: 'if (LastEvaluatedKey === undefined) break;',
    replace: 'break;',
    why: 'entries beyond it are taken for not there',
  },
  {
    name: 'lose a field on the wire',
    file: 'adapters/journal-item.ts',
    find: 'if (entry.recordedAt !== undefined) packed.r = entry.recordedAt - entry.at;',
    replace: '',
    why: 'a journal does not say any more when it was written',
  },
  {
    name: 'write the projection over anything',
    file: 'adapters/dynamo-projection.ts',
    find: "ConditionExpression: 'relayed = :over AND mark = :mark',",
    replace: "ConditionExpression: 'relayed >= :over',",
    why: 'an older relay takes it back',
  },
  {
    name: 'put everything into one shard',
    file: 'adapters/projection-item.ts',
    find: 'shard: { N: String(shardOf(instance)) }',
    replace: "shard: { N: '16' }",
    why: 'no sweep finds it',
  },
  {
    name: 'send and hope',
    file: 'adapters/queue-sqs.ts',
    find: 'if (reasons.size > 0)',
    replace: 'if (reasons.size > 99)',
    why: 'messages that the queue did not take are lost',
  },
];
