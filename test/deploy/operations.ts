import assert from 'node:assert/strict';
import { DeleteItemCommand, DynamoDBClient, ListTablesCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { DescribeExecutionCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { migrateDeployment } from '../../functions/migrate/deployment.ts';
import type { Api, Instance, Page } from './api.ts';
import type { Customer } from './journey.ts';
import type { ClientSettings } from './settings.ts';
import type { Outputs } from './stack.ts';
import { NotYet, until } from './until.ts';

export type Operations = ReturnType<typeof operationsOf>;

/** What the people who run Baton do and look at, beside its API. */
export function operationsOf(settings: ClientSettings) {
  const dynamo = new DynamoDBClient(settings);
  const sqs = new SQSClient(settings);
  const sfn = new SFNClient(settings);

  async function waiting(QueueUrl: string): Promise<number> {
    const command = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] });
    const { Attributes = {} } = await sqs.send(command);
    const { ApproximateNumberOfMessages: visible = 0, ApproximateNumberOfMessagesNotVisible: taken = 0 } =
      Attributes;
    return Number(visible) + Number(taken);
  }

  return {
    /** Nothing is left to do, and nothing was given up. Timers that wait in the queue are delayed, not waiting. */
    async assertQuiet({ QueueUrl, DeadLetterQueueUrl }: Outputs): Promise<void> {
      await until('the queue is empty', 120, async () => {
        const left = await waiting(QueueUrl);
        return left === 0 ? left : new NotYet(left);
      });
      assert.equal(await waiting(DeadLetterQueueUrl), 0, 'there are dead letters');
    },

    /** Takes an instance from the projection, as if it had been lost, and lets reconciliation bring it back. */
    async assertReconciles(
      api: Api,
      { ProjectionTable, ReconcileArn }: Outputs,
      lost: Instance,
    ): Promise<void> {
      const listed = async () => {
        const { items } = await api.get<Page<Instance>>(`/instances?process=order&key=${lost.key}`);
        return items.some(({ instance }) => instance === lost.instance);
      };
      assert.equal(await listed(), true);
      const Key = { instance: { S: lost.instance } };
      await dynamo.send(new DeleteItemCommand({ TableName: ProjectionTable, Key }));
      assert.equal(await listed(), false);
      const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn: ReconcileArn }));
      const outcome = await until('the reconciliation has ended', 120, async () => {
        const { status } = await sfn.send(new DescribeExecutionCommand({ executionArn }));
        return status === 'RUNNING' ? new NotYet(status) : status;
      });
      assert.equal(outcome, 'SUCCEEDED');
      // What it found went to the queue; the projection follows by moments.
      await until('the order is listed again', 30, async () => (await listed()) || new NotYet('not listed'));
    },

    /** Walks the whole journal for instances of earlier versions: every order is of the newest. */
    async assertMigrates({ MigrateArn }: Outputs): Promise<void> {
      const tally = await migrateDeployment(sfn, MigrateArn, 'order', () => {});
      assert.deepEqual(tally, { migrated: 0, failed: 0, failures: [] });
    },

    /** Neither the name nor the address of any of these customers stands in clear in any table. */
    async assertSealed(outputs: Outputs, customers: readonly Customer[]): Promise<void> {
      const tables = Object.entries(outputs).filter(([name]) => name.endsWith('Table'));
      assert.ok(tables.length > 5);
      for (const [name, TableName] of tables) {
        const { Items = [] } = await dynamo.send(new ScanCommand({ TableName }));
        // Nobody is contacted here by an outreach.
        assert.ok(Items.length > 0 || name === 'ContactsTable', `${TableName} is empty`);
        const stored = Items.map((item) => readable(item)).join('\n');
        for (const secret of customers.flatMap(({ name, email }) => [name, email])) {
          assert.ok(!stored.includes(secret), `${TableName} holds personal data in clear`);
        }
      }
    },

    async assertGone({ JournalTable }: Outputs): Promise<void> {
      const { TableNames = [] } = await dynamo.send(new ListTablesCommand({}));
      assert.ok(!TableNames.includes(JournalTable), 'the tables are still there');
    },
  };
}

/** All of an item as text: bytes as the characters that they might stand for. */
function readable(item: unknown): string {
  return JSON.stringify(item, (_, value) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
  );
}
