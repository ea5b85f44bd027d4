import {
  type AttributeValue,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { type Item, numberOf, textOf } from './attributes.ts';
import { batchWrite } from './batch-write.ts';
import { conditionally, reaching } from './dynamo-failure.ts';
import type { JobName, JobPart, JobParts, JobPlan, NumberedResult } from './ports/jobs.ts';

/** Digits of a part's number in its key. */
const WIDTH = 6;

/** How far jobs are, in a DynamoDB table (`tables.jobs`): per job one item for its plan, per part one, per result one. */
export function createDynamoJobs(client: DynamoDBClient, table: string): JobParts {
  async function get(job: JobName, part: string): Promise<Item | undefined> {
    const get = new GetItemCommand({ TableName: table, Key: keyOf(job, part), ConsistentRead: true });
    return (await reaching(client.send(get))).Item;
  }

  async function put(job: JobName, part: string, fields: Record<string, AttributeValue>): Promise<void> {
    const Item = { ...keyOf(job, part), ...fields };
    await reaching(client.send(new PutItemCommand({ TableName: table, Item })));
  }

  /** Writes nothing where there is something. */
  async function putOnce(job: JobName, part: string, fields: Record<string, AttributeValue>): Promise<void> {
    const Item = { ...keyOf(job, part), ...fields };
    const once = { ConditionExpression: 'attribute_not_exists(part)' };
    await conditionally(client.send(new PutItemCommand({ TableName: table, Item, ...once })));
  }

  async function plan(job: JobName): Promise<JobPlan | undefined> {
    const item = await get(job, planOf(job));
    if (item === undefined) return undefined;
    const drafts = JSON.parse(textOf(item, 'drafts')) as JobPlan['drafts'];
    return { parts: numberOf(item, 'parts'), items: numberOf(item, 'items'), drafts };
  }

  async function page(job: JobName, from: string, to: string, limit: number): Promise<readonly Item[]> {
    const { Items = [] } = await reaching(
      client.send(
        new QueryCommand({
          TableName: table,
          ConsistentRead: true,
          KeyConditionExpression: '#job = :job AND part BETWEEN :from AND :to',
          ExpressionAttributeNames: { '#job': 'job' },
          ExpressionAttributeValues: {
            ':job': { S: nameOf(job) },
            ':from': { S: from },
            ':to': { S: to },
          },
          Limit: limit,
        }),
      ),
    );
    return Items;
  }

  return {
    putPart: (job, draft, number, { items, content }) =>
      put(job, partOf(job, draft, number), {
        items: { N: String(items) },
        content: { S: JSON.stringify(content) },
      }),

    async part(job, number): Promise<JobPart | undefined> {
      const found = (await plan(job))?.drafts.find(({ upTo }) => upTo >= number);
      const item = found && (await get(job, partOf(job, found.draft, number)));
      return item && { items: numberOf(item, 'items'), content: JSON.parse(textOf(item, 'content')) };
    },

    putPlan: (job, { parts, items, drafts }) =>
      putOnce(job, planOf(job), {
        ...{ parts: { N: String(parts) }, items: { N: String(items) } },
        drafts: { S: JSON.stringify(drafts) },
      }),

    plan,

    async putResult(job, pass, number, { tally, content }) {
      await putOnce(job, resultOf(job, pass, number), {
        tally: { S: JSON.stringify(tally) },
        content: { S: JSON.stringify(content) },
      });
    },

    async results(job, pass, after, limit): Promise<readonly NumberedResult[]> {
      const [from = '', to = ''] = [after + 1, 10 ** WIDTH - 1].map((number) => resultOf(job, pass, number));
      return (await page(job, from, to, limit)).map((item) => ({
        number: Number(textOf(item, 'part').slice(-WIDTH)),
        tally: JSON.parse(textOf(item, 'tally')),
        content: JSON.parse(textOf(item, 'content')),
      }));
    },

    async remove(job) {
      for (;;) {
        const items = await page(job, ' ', '~', 25);
        if (items.length === 0) return;
        const requests = items.map((item) => ({ DeleteRequest: { Key: keyOf(job, textOf(item, 'part')) } }));
        await batchWrite(client, table, requests);
      }
    },
  };
}

function nameOf({ kind, id }: JobName): string {
  return `${kind}/${id}`;
}

function keyOf(job: JobName, part: string): Record<string, AttributeValue> {
  return { job: { S: nameOf(job) }, part: { S: part } };
}

function planOf({ plan }: JobName): string {
  return within(plan, 'plan');
}

function partOf({ plan }: JobName, draft: string, number: number): string {
  return within(plan, `part/${draft}/${padded(number)}`);
}

function resultOf({ plan }: JobName, pass: string, number: number): string {
  return within(plan, `result/${pass}/${padded(number)}`);
}

function within(plan: string | undefined, key: string): string {
  return plan === undefined ? key : `${plan}/${key}`;
}

function padded(number: number): string {
  return String(number).padStart(WIDTH, '0');
}
