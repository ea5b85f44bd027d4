import { describe, expect, test } from 'vitest';
import type { FunctionName } from '../../functions/triggers.ts';
import { rolesOf, wholes } from './roles.ts';
import { functionNames, synthesize } from './synthesis.ts';

const creditCheck = 'arn:aws:states:eu-central-1:111122223333:stateMachine:CreditCheck';
const { template } = synthesize({
  mailFrom: 'orders@shop.example',
  stateMachines: JSON.stringify({ 'credit-check': creditCheck }),
});
const { statementsOf, allowed } = rolesOf(template);

const read = ['GetItem', 'Query'];
const brought = ['BatchGetItem', 'GetItem', 'PutItem', 'Query', 'UpdateItem'];
const streamed = ['DescribeStream', 'GetRecords', 'GetShardIterator'];

describe('tables', () => {
  test.each<[FunctionName, keyof typeof wholes, string[]]>([
    ['api', 'journal', ['BatchGetItem', 'GetItem', 'PutItem', 'Query']],
    ['api', 'projection', ['BatchGetItem', 'GetItem', 'Query']],
    ['api', 'records', [...read, 'PutItem']],
    ['api', 'listings', ['DeleteItem', ...read, 'PutItem']],
    ['api', 'lookups', ['BatchWriteItem', 'PutItem', 'Query']],
    ['api', 'timeline', ['BatchWriteItem', 'PutItem', 'Query']],
    ['api', 'keys', ['GetItem', 'PutItem']],
    ['relay', 'journal', [...streamed, ...read, 'PutItem']],
    ['relay', 'projection', brought],
    ['relay', 'records', read],
    ['relay', 'timeline', ['BatchWriteItem', 'PutItem', 'Query']],
    ['relay', 'keys', []],
    ['perform', 'journal', ['BatchGetItem', 'GetItem', 'PutItem', 'Query']],
    ['perform', 'projection', brought],
    ['perform', 'records', [...read, 'PutItem']],
    ['perform', 'listings', ['DeleteItem', ...read, 'PutItem']],
    ['perform', 'lookups', ['Query']],
    ['perform', 'keys', ['GetItem', 'PutItem']],
    ['perform', 'contacts', ['DeleteItem', 'GetItem', 'PutItem', 'UpdateItem']],
    ['sweep', 'journal', read],
    ['sweep', 'projection', ['DeleteItem', ...brought]],
    ['sweep', 'records', []],
    ['sweep', 'keys', []],
    ['reconcile', 'journal', ['GetItem', 'PutItem', 'Query', 'Scan']],
    ['reconcile', 'projection', ['DeleteItem', ...brought, 'Scan']],
    ['reconcile', 'records', [...read, 'PutItem', 'Scan']],
    ['reconcile', 'listings', ['DeleteItem', ...read, 'PutItem', 'Scan']],
    ['reconcile', 'keys', ['GetItem', 'PutItem']],
    ['retire', 'journal', [...read, 'DeleteItem']],
    ['retire', 'projection', ['DeleteItem', 'Scan']],
    ['retire', 'tasks', ['DeleteItem']],
    ['retire', 'records', [...read, 'DeleteItem', 'PutItem', 'Scan']],
    ['retire', 'listings', ['DeleteItem', ...read, 'PutItem']],
    ['retire', 'timeline', ['BatchWriteItem', 'PutItem', 'Query']],
    ['retire', 'keys', []],
    ['retire', 'contacts', ['DeleteItem']],
    ['migrate', 'journal', ['GetItem', 'PutItem', 'Query', 'Scan']],
    ['migrate', 'projection', []],
    ['migrate', 'records', read],
    ['migrate', 'keys', []],
  ])('%s may do to the %s: %j', (name, table, actions) => {
    expect(allowed(name, wholes[table])).toEqual(actions.map((action) => `dynamodb:${action}`).sort());
  });
});

test('nobody but retire deletes from the journal or the records, and it writes no entry', () => {
  const deleting = (table: 'journal' | 'records') =>
    functionNames.filter((name) => allowed(name, wholes[table]).includes('dynamodb:DeleteItem'));
  expect([deleting('journal'), deleting('records')]).toEqual([['retire'], ['retire']]);
});

describe('everything else', () => {
  test.each(functionNames)(
    '%s has no action with a wildcard, and * only where AWS knows no resource',
    (name) => {
      const traces = ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'];
      const excused = name === 'relay' ? ['dynamodb:ListStreams', ...traces] : traces;
      for (const { Action, Effect } of statementsOf(name)) {
        expect(Effect).toBe('Allow');
        expect([Action].flat().filter((action) => action.includes('*'))).toEqual([]);
      }
      const everywhere = statementsOf(name).filter(({ Resource }) => [Resource].flat().includes('*'));
      expect(everywhere.flatMap(({ Action }) => Action).sort()).toEqual(excused);
    },
  );

  test('only perform sends mail, from one address', () => {
    const senders = functionNames.filter((name) =>
      statementsOf(name).some(({ Action }) => [Action].flat().some((action) => action.startsWith('ses:'))),
    );
    expect(senders).toEqual(['perform']);
    const [mail] = statementsOf('perform').filter(({ Action }) => Action === 'ses:SendEmail');
    expect(mail?.Condition).toEqual({ StringEquals: { 'ses:FromAddress': 'orders@shop.example' } });
    expect(JSON.stringify(mail?.Resource)).toMatch(/identity\/orders@shop\.example.*identity\/shop\.example/);
  });

  test('only perform sends short messages, and none to a topic', () => {
    const senders = functionNames.filter((name) =>
      statementsOf(name).some(({ Action }) => [Action].flat().includes('sns:Publish')),
    );
    expect(senders).toEqual(['perform']);
    const [sms] = statementsOf('perform').filter(({ Action }) => Action === 'sns:Publish');
    expect(sms).not.toHaveProperty('Resource');
    expect(JSON.stringify(sms)).toMatch(/"NotResource":.*:sns:\*:\*:\*/);
  });

  test('only perform runs state machines, those that are named, and their own runs', () => {
    const stopping = functionNames.filter((name) => allowed(name, 'states').includes('states:StopExecution'));
    expect(stopping).toEqual(['perform']);
    expect(allowed('perform', creditCheck)).toEqual(['states:StartExecution']);
    const runs = ['states:DescribeExecution', 'states:StopExecution'];
    expect(allowed('perform', `${creditCheck.replace('stateMachine', 'execution')}:*`)).toEqual(runs);
    expect(allowed('perform', 'states')).toEqual([...runs, 'states:StartExecution'].sort());
  });

  test.each(['api', 'reconcile'] as const)('%s begins runs of jobs, and of nothing else', (name) => {
    const begun = ['states:DescribeExecution', 'states:StartExecution'];
    expect(allowed(name, 'JobsMachine')).toEqual(begun);
    const about = statementsOf(name).filter(({ Action }) => JSON.stringify(Action).includes('states:'));
    for (const { Resource } of about) expect(JSON.stringify(Resource)).toContain('JobsMachine');
  });

  test.each<[FunctionName, string[]]>([
    ['api', ['sqs:SendMessage']],
    ['relay', ['sqs:SendMessage']],
    [
      'perform',
      ['ChangeMessageVisibility', 'DeleteMessage', 'GetQueueAttributes', 'ReceiveMessage', 'SendMessage'].map(
        (action) => `sqs:${action}`,
      ),
    ],
    ['sweep', ['sqs:SendMessage']],
    ['reconcile', ['sqs:SendMessage']],
    ['retire', []],
    ['migrate', []],
  ])('%s may do to the work queue: %j', (name, actions) => {
    expect(allowed(name, 'QueuesWork')).toEqual(actions);
  });

  test.each<[FunctionName, string[]]>([
    ['api', ['s3:DeleteObject', 's3:GetObject', 's3:ListBucket', 's3:PutObject']],
    ['reconcile', ['s3:DeleteObject']],
    ['retire', ['s3:DeleteObject', 's3:ListBucket']],
    ['perform', []],
    ['relay', []],
    ['sweep', []],
  ])('%s may do to the files: %j', (name, actions) => {
    expect(allowed(name, 'FilesBucket')).toEqual(actions);
  });

  test.each(functionNames)('%s uses the key through a service, or for a named subject only', (name) => {
    const uses = statementsOf(name).filter(({ Action }) =>
      [Action].flat().some((each) => each.startsWith('kms:')),
    );
    for (const { Condition } of uses) {
      const text = JSON.stringify(Condition);
      expect(text).toMatch(/kms:ViaService|"Null":\{"kms:EncryptionContext:subject":"false"\}/);
    }
    const personal = uses.filter(({ Condition }) => JSON.stringify(Condition).includes('subject'));
    expect(personal.length > 0).toBe(['api', 'perform', 'reconcile', 'jobs'].includes(name));
  });
});
