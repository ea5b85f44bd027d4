import {
  type AttributeValue,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  type PutItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import type { IsThere, Rota, TaskBoard, TaskItem, TaskPage, TaskQuery } from '../engine/ports.ts';
import { type Item, numberOf, textOf } from './attributes.ts';
import { batchGet, MOST_KEYS } from './batch-get.ts';
import { digestOf, fromCursor, toCursor } from './cursor.ts';
import { conditionally, reaching } from './dynamo-failure.ts';
import { merge, type Partition, walk } from './index-walk.ts';

/** Digits of a time in `due`; a task without one comes after every date that JavaScript knows. */
const TIME_WIDTH = 16;
const NEVER = '9'.repeat(TIME_WIDTH);

/**
 * The board of tasks in a DynamoDB table (`tables.tasks`): derived from the journal by the relay. `person`, `wanted`
 * (the role, where nobody has it) and `due` are only there while a task is open. Its indexes lag behind by moments: a
 * list reads the items themselves and passes over what no longer matches. Besides what the port says, every method
 * throws `StoreUnavailable`.
 */
export function createDynamoTasks(client: DynamoDBClient, table: string): TaskBoard {
  async function putOne(item: TaskItem, isThere: IsThere | undefined): Promise<void> {
    const later = {
      ConditionExpression: 'attribute_not_exists(task) OR revision < :revision',
      ExpressionAttributeValues: { ':revision': { N: String(item.revision) } },
    };
    let written = await putIf(item, later);
    while (!written && isThere !== undefined) {
      const stored = await storedAt(item.task);
      if (stored !== undefined && (await isThere(stored))) return;
      written = await putIf(item, stored === undefined ? later : overThis(stored));
    }
  }

  function putIf(item: TaskItem, condition: Condition): Promise<boolean> {
    const put = { TableName: table, Item: encode(item), ...condition };
    return conditionally(client.send(new PutItemCommand(put)));
  }

  async function storedAt(task: string): Promise<TaskItem | undefined> {
    const get = { TableName: table, Key: { task: { S: task } }, ConsistentRead: true };
    const { Item } = await reaching(client.send(new GetItemCommand(get)));
    return Item && decodeTask(Item);
  }

  async function list(query: TaskQuery, limit: number, cursor?: string): Promise<TaskPage> {
    if (!Number.isSafeInteger(limit) || limit < 1) throw new RangeError('A page holds at least one item.');
    const name = nameOf(query);
    const passed = cursor === undefined ? undefined : fromCursor(name, cursor).instance;
    const before = query.dueBefore === undefined ? undefined : padded(Math.ceil(query.dueBefore));
    const range = { order: 'oldest', from: passed, to: before } as const;
    const chunk = Math.min(MOST_KEYS, limit + 2);
    const walks = partitionsOf(query).map((one) => walk(client, table, one, range, chunk));
    const items: TaskItem[] = [];
    let keys: string[] = [];
    for await (const due of merge(walks, 'oldest')) {
      if (due === passed) continue;
      keys.push(taskIn(due));
      if (keys.length < chunk) continue;
      items.push(...(await matching(keys, query)));
      keys = [];
      if (items.length > limit) break;
    }
    items.push(...(await matching(keys, query)));
    const page = items.slice(0, limit);
    const last = page.at(-1);
    if (items.length <= limit || last === undefined) return { items: page };
    return { items: page, cursor: toCursor(name, { instance: dueOf(last), at: 0 }) };
  }

  async function matching(tasks: readonly string[], query: TaskQuery): Promise<TaskItem[]> {
    if (tasks.length === 0) return [];
    const keys = tasks.map((task) => ({ task: { S: task } }));
    const stored = await batchGet(client, table, keys, 'task');
    return tasks.flatMap((task) => {
      const item = stored.get(task);
      const decoded = item && decodeTask(item);
      return decoded && matches(decoded, query) ? [decoded] : [];
    });
  }

  async function held(person: string): Promise<readonly string[]> {
    const of = { index: 'by-person', sort: 'due', attribute: 'person', value: person };
    const tasks: string[] = [];
    for await (const due of walk(client, table, of, { order: 'oldest' }, 1000)) tasks.push(taskIn(due));
    return tasks;
  }

  async function rota(role: string): Promise<Rota> {
    const Key = { task: { S: rotaOf(role) } };
    const { Item } = await reaching(
      client.send(new GetItemCommand({ TableName: table, Key, ConsistentRead: true })),
    );
    return Item === undefined ? { turn: 0, given: [] } : (JSON.parse(textOf(Item, 'rota')) as Rota);
  }

  async function putRota(role: string, next: Rota): Promise<boolean> {
    const first = next.turn === 1;
    const condition = first
      ? { ConditionExpression: 'attribute_not_exists(task)' }
      : {
          ConditionExpression: 'turn = :before',
          ExpressionAttributeValues: { ':before': { N: String(next.turn - 1) } },
        };
    return conditionally(
      client.send(
        new PutItemCommand({
          TableName: table,
          Item: {
            task: { S: rotaOf(role) },
            turn: { N: String(next.turn) },
            rota: { S: JSON.stringify(next) },
          },
          ...condition,
        }),
      ),
    );
  }

  return {
    put: async (items, isThere) => void (await Promise.all(items.map((item) => putOne(item, isThere)))),
    ...{ list, held, rota, putRota },
  };
}

type Condition = Pick<PutItemCommandInput, 'ConditionExpression' | 'ExpressionAttributeValues'>;

function overThis({ revision, mark }: TaskItem): Condition {
  return {
    ConditionExpression: 'revision = :revision AND mark = :mark',
    ExpressionAttributeValues: { ':revision': { N: String(revision) }, ':mark': { S: mark } },
  };
}

/** No task has such an id: those of `taskId` have no colon. */
function rotaOf(role: string): string {
  return `rota:${role}`;
}

function taskIn(due: string): string {
  return due.slice(TIME_WIDTH + 1);
}

function partitionsOf({ people, roles }: TaskQuery): Partition[] {
  return [
    ...people.map((value) => ({ index: 'by-person', sort: 'due', attribute: 'person', value })),
    ...roles.map((value) => ({ index: 'by-role', sort: 'due', attribute: 'wanted', value })),
  ];
}

function matches(item: TaskItem, { people, roles, process, customer, dueBefore }: TaskQuery): boolean {
  if (item.closedAt !== undefined) return false;
  const asked = item.person === undefined ? roles.includes(item.role) : people.includes(item.person);
  if (!asked) return false;
  if (process !== undefined && item.process !== process) return false;
  if (customer !== undefined && item.customer !== customer) return false;
  return dueBefore === undefined || (item.dueAt !== undefined && item.dueAt < dueBefore);
}

function padded(at: number): string {
  return String(at).padStart(TIME_WIDTH, '0');
}

function dueOf({ task, dueAt }: TaskItem): string {
  return `${dueAt === undefined ? NEVER : padded(dueAt)}#${task}`;
}

function encode(item: TaskItem): Record<string, AttributeValue> {
  const { person, customer, key, dueAt, closedAt } = item;
  const isOpen = closedAt === undefined;
  return {
    task: { S: item.task },
    instance: { S: item.instance },
    process: { S: item.process },
    version: { N: String(item.version) },
    state: { S: item.state },
    role: { S: item.role },
    opened: { N: String(item.openedAt) },
    revision: { N: String(item.revision) },
    mark: { S: item.mark },
    ...(isOpen && { due: { S: dueOf(item) } }),
    ...(isOpen && (person === undefined ? { wanted: { S: item.role } } : { person: { S: person } })),
    ...(dueAt !== undefined && { until: { N: String(dueAt) } }),
    ...(customer !== undefined && { customer: { S: customer } }),
    ...(key !== undefined && { key: { S: key } }),
    ...(!isOpen && { closed: { N: String(closedAt) } }),
  };
}

/** What an item of the board says. */
export function decodeTask(item: Item): TaskItem {
  const { person, customer, key, until, closed } = item;
  return {
    task: textOf(item, 'task'),
    instance: textOf(item, 'instance'),
    process: textOf(item, 'process'),
    version: numberOf(item, 'version'),
    state: textOf(item, 'state'),
    role: textOf(item, 'role'),
    openedAt: numberOf(item, 'opened'),
    revision: numberOf(item, 'revision'),
    mark: textOf(item, 'mark'),
    ...(person?.S !== undefined && { person: person.S }),
    ...(until?.N !== undefined && { dueAt: Number(until.N) }),
    ...(customer?.S !== undefined && { customer: customer.S }),
    ...(key?.S !== undefined && { key: key.S }),
    ...(closed?.N !== undefined && { closedAt: Number(closed.N) }),
  };
}

function nameOf({ people, roles, process, customer, dueBefore }: TaskQuery): string {
  const filter = [
    [...people].sort(),
    [...roles].sort(),
    process ?? null,
    customer ?? null,
    dueBefore ?? null,
  ];
  return `tasks ${digestOf(filter)}`;
}
