import { createHash } from 'node:crypto';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Status } from '../engine/entry.ts';
import { DUE_SHARDS, type ListQuery, type Parked, type ProjectionItem } from '../engine/ports.ts';
import { type Item, numberOf, packText, textOf, unpackText } from './attributes.ts';

/** Digits of a time in `created`: enough for every date that JavaScript knows. */
const TIME_WIDTH = 16;

/** The sort key of every list: by time, and unique through the instance. */
export function createdOf(at: number, instance: string): string {
  return `${String(at).padStart(TIME_WIDTH, '0')}#${instance}`;
}

/** The instance in a `created`. */
export function instanceIn(created: string): string {
  return created.slice(TIME_WIDTH + 1);
}

/** The partition of the index `by-place`: a process and the first of its leaf states. */
export function placeOf(process: string, leaf: string): string {
  return `${process}#${leaf}`;
}

/** The shard of the index `by-due` that an instance belongs to: always the same. */
export function shardOf(instance: string): number {
  return createHash('sha256').update(instance).digest().readUInt32BE() % DUE_SHARDS;
}

/** Whether a leaf state is `state` or lies below it. */
export function isWithin(leaf: string, state: string): boolean {
  return leaf === state || leaf.startsWith(`${state}.`);
}

/** Whether an item belongs to a list. */
export function matches(item: ProjectionItem, query: ListQuery): boolean {
  const { status, state, key, customer, alsoCustomers = [], parked, createdAfter } = query;
  if (parked && item.parked === undefined) return false;
  if (!query.processes.includes(item.process)) return false;
  if (status !== undefined && item.status !== status) return false;
  if (key !== undefined && item.key !== key) return false;
  if (customer !== undefined && ![customer, ...alsoCustomers].some((one) => one === item.customer))
    return false;
  if (createdAfter !== undefined && item.createdAt <= createdAfter) return false;
  return state === undefined || item.states.some((leaf) => isWithin(leaf, state));
}

/**
 * The stored form. `aside` is the process of an instance that was set aside, `why`, `since` and `tries` say more. `key`, `customer`, `place`, `aside`, `shard` and `due` are only there where the item belongs to their index; an empty key
 * or customer, which no index takes, counts as none.
 */
export function encodeProjection(item: ProjectionItem): Record<string, AttributeValue> {
  const first = item.states[0];
  return {
    instance: { S: item.instance },
    process: { S: item.process },
    version: { N: String(item.version) },
    ...(item.key && { key: { S: item.key } }),
    ...(item.customer && { customer: { S: item.customer } }),
    status: { S: item.status },
    states: { L: item.states.map((leaf) => ({ S: leaf })) },
    ...(first !== undefined && { place: { S: placeOf(item.process, first) } }),
    created: { S: createdOf(item.createdAt, item.instance) },
    updated: { N: String(item.updatedAt) },
    revision: { N: String(item.revision) },
    relayed: { N: String(item.relayed) },
    mark: packText(item.mark),
    ...(item.parked && asideAttributes(item.process, item.parked)),
    ...(item.due !== undefined && dueAttributes(item.instance, item.due)),
  };
}

/** What puts an item into the index `by-aside`, and says why. */
export function asideAttributes(process: string, { code, at, tries }: Parked) {
  return { aside: { S: process }, why: { S: code }, since: { N: String(at) }, tries: { N: String(tries) } };
}

/** What puts an item into the index `by-due`. */
export function dueAttributes(instance: string, due: number) {
  return { due: { N: String(due) }, shard: { N: String(shardOf(instance)) } };
}

export function decodeProjection(item: Item): ProjectionItem {
  const { key, customer, due } = item;
  return {
    instance: textOf(item, 'instance'),
    process: textOf(item, 'process'),
    version: numberOf(item, 'version'),
    ...(key?.S !== undefined && { key: key.S }),
    ...(customer?.S !== undefined && { customer: customer.S }),
    status: textOf(item, 'status') as Status,
    states: (item.states?.L ?? []).map((leaf) => leaf.S ?? ''),
    createdAt: Number(textOf(item, 'created').slice(0, TIME_WIDTH)),
    updatedAt: numberOf(item, 'updated'),
    revision: numberOf(item, 'revision'),
    relayed: numberOf(item, 'relayed'),
    mark: unpackText(item.mark),
    ...(item.why?.S !== undefined && {
      parked: { code: item.why.S, at: numberOf(item, 'since'), tries: numberOf(item, 'tries') },
    }),
    ...(due?.N !== undefined && { due: Number(due.N) }),
  };
}
