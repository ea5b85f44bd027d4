import { Aws, Stack } from 'aws-cdk-lib';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { type TableName, type TableSpec, tables as tableSpecs } from '../adapters/tables.ts';
import type { FunctionSpec } from '../functions/triggers.ts';
import type { Files } from './files.ts';
import type { Queues } from './queues.ts';
import type { Tables } from './tables.ts';

/** What permissions are about. */
export interface Resources {
  readonly tables: Tables;
  readonly queues: Queues;
  readonly files: Files;
  readonly key: IKey;
  readonly mailFrom: string;
  /** ARNs of the state machines that definitions name. */
  readonly stateMachines: readonly string[];
}

type Access = 'read' | 'write' | 'remove';

/**
 * Item actions per table, exactly those that the adapter makes. The journal and the records know neither
 * update nor delete: that they are append only is also what IAM says. `remove` is for what retires: it takes entries
 * away and writes none, and of records it writes tombstones.
 */
const itemActions: {
  readonly [T in TableName]: Readonly<Record<'read' | 'write', readonly string[]>> & {
    readonly remove?: readonly string[];
  };
} = {
  journal: {
    read: ['GetItem', 'Query'],
    write: ['GetItem', 'Query', 'PutItem'],
    remove: ['GetItem', 'Query', 'DeleteItem'],
  },
  projection: {
    read: ['GetItem', 'BatchGetItem', 'Query'],
    write: ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem'],
    remove: ['Scan', 'DeleteItem'],
  },
  tasks: {
    read: ['GetItem', 'BatchGetItem', 'Query'],
    write: ['GetItem', 'BatchGetItem', 'Query', 'PutItem'],
    remove: ['DeleteItem'],
  },
  records: {
    read: ['GetItem', 'Query'],
    write: ['GetItem', 'Query', 'PutItem'],
    remove: ['GetItem', 'Query', 'Scan', 'PutItem', 'DeleteItem'],
  },
  listings: { read: ['GetItem', 'Query'], write: ['GetItem', 'Query', 'PutItem', 'DeleteItem'] },
  lookups: { read: ['Query'], write: ['Query', 'PutItem', 'BatchWriteItem'] },
  timeline: { read: ['Query'], write: ['Query', 'PutItem', 'BatchWriteItem'] },
  jobs: {
    read: ['GetItem', 'Query'],
    write: ['GetItem', 'Query', 'PutItem'],
    remove: ['Query', 'BatchWriteItem'],
  },
  contacts: {
    read: ['GetItem'],
    write: ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'],
    remove: ['DeleteItem'],
  },
  keys: { read: ['GetItem'], write: ['GetItem', 'PutItem'] },
};

/** The statements that let a function do what `triggers.ts` says it needs, and nothing else. */
export function permissions(spec: FunctionSpec, resources: Resources): PolicyStatement[] {
  const { needs, trigger } = spec;
  const { tables, queues, files, key, mailFrom } = resources;
  const statements: PolicyStatement[] = [];
  for (const name of Object.keys(tableSpecs) as TableName[]) {
    const access = needs[name];
    if (access) statements.push(items(tables.all[name], tableSpecs[name], actionsOn(name, access)));
  }
  // Lists show the newest entry of each instance on the page, and campaigns count those of their members.
  if (trigger.on === 'http' || trigger.on === 'queue')
    statements.push(allow(['dynamodb:BatchGetItem'], [tables.all.journal.tableArn]));
  // Only reconciliation and migration walk the whole journal; only the first and the sweep find projections without an
  // instance.
  if (trigger.on === 'segments' && needs.journal !== 'remove') {
    statements.push(allow(['dynamodb:Scan'], [tables.all.journal.tableArn]));
  }
  if (needs.projection === 'write' && (trigger.on === 'segments' || trigger.on === 'schedule')) {
    // A rebuilding walks the projection too.
    const actions =
      trigger.on === 'segments' ? ['dynamodb:Scan', 'dynamodb:DeleteItem'] : ['dynamodb:DeleteItem'];
    statements.push(allow(actions, [tables.all.projection.tableArn]));
  }
  if (trigger.on === 'segments' && needs.records === 'write') {
    const walked = [tables.all.records.tableArn, tables.all.listings.tableArn];
    statements.push(allow(['dynamodb:Scan'], walked));
  }
  if (Object.keys(tableSpecs).some((name) => needs[name as TableName])) {
    statements.push(keyThrough('dynamodb', key));
  }
  if (needs.keys) statements.push(personalKeys(needs.keys === 'write', key));
  if (needs.files) {
    const objects = needs.files === 'write' ? ['GetObject', 'PutObject', 'DeleteObject'] : ['DeleteObject'];
    const actions = objects.map((action) => `s3:${action}`);
    statements.push(allow(actions, [files.bucket.arnForObjects('*')]));
    if (needs.files === 'write') statements.push(keyThrough('s3', key));
    // Without it, S3 tells nobody that a file is not there.
    if (needs.files !== 'remove') statements.push(allow(['s3:ListBucket'], [files.bucket.bucketArn]));
  }
  if (needs.queue) statements.push(allow(['sqs:SendMessage'], [queues.work.queueArn]));
  if (needs.queue || trigger.on === 'queue') statements.push(keyThrough('sqs', key));
  if (needs.stateMachines) statements.push(...runs(resources.stateMachines));
  if (needs.mail) statements.push(mail(mailFrom, tables));
  if (needs.sms) statements.push(shortMessages(tables));
  if (trigger.on === 'stream') statements.push(...stream(tables.all.journal, queues));
  if (trigger.on === 'queue') statements.push(...consumption(queues));
  if (trigger.on === 'schedule') statements.push(allow(['sqs:SendMessage'], [queues.failures.queueArn]));
  return statements;
}

function actionsOn(name: TableName, access: Access): readonly string[] {
  const actions = itemActions[name][access];
  if (actions === undefined) throw new Error(`Nothing is removed from the table ${name} by itself.`);
  return actions;
}

function items(table: TableV2, spec: TableSpec, actions: readonly string[]): PolicyStatement {
  const indexes = [...spec.localIndexes, ...spec.globalIndexes];
  return allow(
    actions.map((action) => `dynamodb:${action}`),
    [table.tableArn, ...indexes.map(({ name }) => `${table.tableArn}/index/${name}`)],
  );
}

/** The stored data's key, for a service that reads and writes on the function's behalf: never directly. */
function keyThrough(service: 'dynamodb' | 'sqs' | 's3', key: IKey): PolicyStatement {
  const actions =
    service === 'dynamodb'
      ? [
          'kms:Decrypt',
          'kms:DescribeKey',
          'kms:Encrypt',
          'kms:GenerateDataKey',
          'kms:ReEncryptFrom',
          'kms:ReEncryptTo',
        ]
      : ['kms:Decrypt', 'kms:GenerateDataKey'];
  const viaService = `${service}.${Aws.REGION}.${Aws.URL_SUFFIX}`;
  return allow(actions, [key.keyArn], { StringEquals: { 'kms:ViaService': viaService } });
}

/** Customers' data keys: made and opened directly, only ever for a named subject. */
function personalKeys(making: boolean, key: IKey): PolicyStatement {
  const actions = making ? ['kms:Decrypt', 'kms:GenerateDataKey'] : ['kms:Decrypt'];
  return allow(actions, [key.keyArn], { Null: { 'kms:EncryptionContext:subject': 'false' } });
}

/** One sender. Its address or its whole domain may be what SES has verified. */
function mail(from: string, scope: Tables): PolicyStatement {
  const stack = Stack.of(scope);
  const identities = [from, from.slice(from.indexOf('@') + 1)];
  const arns = identities.map((name) =>
    stack.formatArn({ service: 'ses', resource: 'identity', resourceName: name }),
  );
  return allow(['ses:SendEmail'], arns, { StringEquals: { 'ses:FromAddress': from } });
}

/** Telephone numbers have no name of their own for IAM: they are what is no topic. */
function shortMessages(scope: Tables): PolicyStatement {
  const topics = Stack.of(scope).formatArn({ service: 'sns', region: '*', account: '*', resource: '*' });
  return new PolicyStatement({ effect: Effect.ALLOW, actions: ['sns:Publish'], notResources: [topics] });
}

/** Runs of these state machines are started, looked at and stopped, and of no others. */
function runs(stateMachines: readonly string[]): PolicyStatement[] {
  if (stateMachines.length === 0) return [];
  return [
    allow(['states:StartExecution'], stateMachines),
    allow(['states:DescribeExecution', 'states:StopExecution'], stateMachines.map(executionsOf)),
  ];
}

/** The executions of a state machine, told by its ARN. */
export function executionsOf(stateMachine: string): string {
  return `${stateMachine.replace(':stateMachine:', ':execution:')}:*`;
}

function stream(journal: TableV2, queues: Queues): PolicyStatement[] {
  const arn = journal.tableStreamArn;
  if (arn === undefined) throw new Error('The journal has no stream.');
  return [
    allow(['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'], [arn]),
    // This action knows no resource; Lambda asks for it before it reads any stream.
    allow(['dynamodb:ListStreams'], ['*']),
    allow(['sqs:SendMessage'], [queues.failures.queueArn]),
  ];
}

function consumption({ work }: Queues): PolicyStatement[] {
  const actions = ['ReceiveMessage', 'DeleteMessage', 'ChangeMessageVisibility', 'GetQueueAttributes'];
  return [
    allow(
      actions.map((action) => `sqs:${action}`),
      [work.queueArn],
    ),
  ];
}

/** A statement that allows this, and nothing else. */
export function allow(
  actions: readonly string[],
  resources: readonly string[],
  conditions: Record<string, Record<string, string>> = {},
): PolicyStatement {
  return new PolicyStatement({
    effect: Effect.ALLOW,
    actions: [...actions],
    resources: [...resources],
    conditions,
  });
}
