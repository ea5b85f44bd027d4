import {
  BatchGetItemCommand,
  type BatchGetItemCommandInput,
  BatchWriteItemCommand,
  type BatchWriteItemCommandInput,
  DeleteItemCommand,
  type DeleteItemCommandInput,
  GetItemCommand,
  type GetItemCommandInput,
  PutItemCommand,
  type PutItemCommandInput,
  QueryCommand,
  type QueryCommandInput,
  ResourceNotFoundException,
  ScanCommand,
  type ScanCommandInput,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import type { Item } from '../../../adapters/attributes.ts';
import type { TableSpec } from '../../../adapters/tables.ts';
import { CONDITION, givenIn, meet } from './condition.ts';
import { createIndexCopy, type IndexCopy } from './index-copy.ts';
import { check, only } from './input.ts';
import { queried, scanned, seen } from './reads.ts';
import { createTable, type Table } from './table.ts';
import { updated } from './update.ts';

/** How a command is carried out, beyond what it says itself. */
export interface Circumstances {
  /** A read that need not be consistent sees what stood at this time. */
  readonly staleAt?: number;
  /** Most items of a page of a query or a scan. */
  readonly pageLimit?: number;
  /** Keys of a batch that are handed back unprocessed, from the end; one is always processed. */
  readonly unprocessed?: number;
  /** Asked where a condition failed: whether the item that was in the way is not shown, as in a store that cannot. */
  readonly mute?: () => boolean;
}

/** DynamoDB in memory: it understands exactly the commands that the adapters send, and refuses any other. */
export interface SimulatedStore {
  /** Carries out a command of the SDK at once. Throws what DynamoDB would, and a TypeError for what it does not know. */
  execute(command: object, circumstances?: Circumstances): object;
  table(name: string): Table;
  index(table: string, name: string): IndexCopy;
  /** Makes a table and its indexes what these items say. */
  restore(table: string, items: readonly Item[]): void;
}

export interface StoreOptions {
  readonly tables: Readonly<Record<string, TableSpec>>;
  readonly now: () => number;
  /** Brings a change to the indexes: at once unless told otherwise. Called once per changed item. */
  readonly follow?: (bring: () => void) => void;
  /** Hears of every item that was put, with its table. */
  readonly stored?: (table: string, item: Item, before: Item | undefined) => void;
}

export function createSimulatedStore({ tables, now, follow, stored }: StoreOptions): SimulatedStore {
  const states = new Map(
    Object.entries(tables).map(([name, spec]) => {
      const indexes = spec.globalIndexes.map((index) => createIndexCopy(spec, index));
      return [name, { table: createTable(spec, now), indexes, generation: 0 }];
    }),
  );
  let changes = 0;

  function state(name: string | undefined) {
    const found = states.get(name ?? '');
    if (found !== undefined) return found;
    throw new ResourceNotFoundException({ message: 'Requested resource not found', $metadata: {} });
  }

  function write(name: string | undefined, key: Item, item: Item | undefined): void {
    const written = state(name);
    const { table, indexes, generation } = written;
    table.set(key, item);
    const change = ++changes;
    const bring = () => {
      if (generation !== written.generation) return;
      for (const index of indexes) index.bring(key, item, change);
    };
    if (follow === undefined || indexes.length === 0) bring();
    else follow(bring);
  }

  function put(input: PutItemCommandInput, { mute }: Circumstances): object {
    only(input, 'TableName', 'Item', ...CONDITION, 'ReturnValuesOnConditionCheckFailure');
    const item = input.Item ?? {};
    const { table } = state(input.TableName);
    check(table.spec, item);
    const stands = table.get(item)?.item;
    meet(input, stands, () => input.ReturnValuesOnConditionCheckFailure === 'ALL_OLD' && mute?.() !== true);
    write(input.TableName, item, item);
    stored?.(input.TableName ?? '', item, stands);
    return {};
  }

  function update(input: UpdateItemCommandInput): object {
    only(input, 'TableName', 'Key', 'UpdateExpression', ...CONDITION);
    const { table } = state(input.TableName);
    const key = input.Key ?? {};
    const stands = table.get(key)?.item;
    meet(input, stands);
    const item = updated(stands ?? key, input.UpdateExpression ?? '', givenIn(input));
    check(table.spec, item);
    write(input.TableName, key, item);
    return {};
  }

  function remove(input: DeleteItemCommandInput): object {
    only(input, 'TableName', 'Key', ...CONDITION);
    const stands = state(input.TableName).table.get(input.Key ?? {})?.item;
    meet(input, stands);
    if (stands !== undefined) write(input.TableName, input.Key ?? {}, undefined);
    return {};
  }

  function get(input: GetItemCommandInput, { staleAt }: Circumstances): object {
    only(input, 'TableName', 'Key', 'ConsistentRead');
    const row = state(input.TableName).table.get(input.Key ?? {});
    const item = seen(row, input.ConsistentRead ? undefined : staleAt);
    return item === undefined ? {} : { Item: item };
  }

  function batchGet(input: BatchGetItemCommandInput, { staleAt, unprocessed = 0 }: Circumstances): object {
    only(input, 'RequestItems');
    const [[name, { Keys = [] }] = ['', {}], ...others] = Object.entries(input.RequestItems ?? {});
    if (others.length > 0) throw new TypeError('The simulated store reads batches of one table only.');
    const processed = Math.max(1, Keys.length - unprocessed);
    const { table } = state(name);
    const items = Keys.slice(0, processed).flatMap((key) => seen(table.get(key), staleAt) ?? []);
    const left = Keys.slice(processed);
    return {
      Responses: { [name]: items },
      UnprocessedKeys: left.length > 0 ? { [name]: { Keys: left } } : {},
    };
  }

  function batchWrite(input: BatchWriteItemCommandInput): object {
    only(input, 'RequestItems');
    for (const [TableName, requests] of Object.entries(input.RequestItems ?? {})) {
      for (const { PutRequest: wanted, DeleteRequest: unwanted } of requests) {
        if (wanted !== undefined) put({ TableName, Item: wanted.Item }, {});
        else remove({ TableName, Key: unwanted?.Key });
      }
    }
    return { UnprocessedItems: {} };
  }

  return {
    execute(command, circumstances = {}) {
      if (command instanceof PutItemCommand) return put(command.input, circumstances);
      if (command instanceof QueryCommand) {
        const { table, indexes } = state(command.input.TableName);
        return queried(table, indexes, command.input as QueryCommandInput, circumstances);
      }
      if (command instanceof GetItemCommand) return get(command.input, circumstances);
      if (command instanceof UpdateItemCommand) return update(command.input);
      if (command instanceof ScanCommand) {
        return scanned(
          state(command.input.TableName).table,
          command.input as ScanCommandInput,
          circumstances,
        );
      }
      if (command instanceof BatchGetItemCommand) return batchGet(command.input, circumstances);
      if (command instanceof BatchWriteItemCommand) return batchWrite(command.input);
      if (command instanceof DeleteItemCommand) return remove(command.input);
      throw new TypeError(`The simulated store does not know the command ${command.constructor.name}.`);
    },
    table: (name) => state(name).table,
    index(name, index) {
      const found = state(name).indexes.find(({ spec }) => spec.name === index);
      if (found === undefined) throw new TypeError(`The table ${name} has no index ${index}.`);
      return found;
    },
    restore(name, items) {
      const restored = state(name);
      const { table, indexes } = restored;
      restored.generation += 1;
      table.restore(items);
      for (const index of indexes) {
        index.clear();
        for (const item of items) index.bring(item, item, ++changes);
      }
    },
  };
}
