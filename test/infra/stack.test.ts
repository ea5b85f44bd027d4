import { Match, type Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { tables } from '../../adapters/tables.ts';
import { type FunctionName, type FunctionSpec, functions } from '../../functions/triggers.ts';
import { functionNames, synthesize } from './synthesis.ts';

const topic = 'arn:aws:sns:eu-central-1:111122223333:operations';
const recordTables = ['KEYS', 'LISTINGS', 'LOOKUPS', 'RECORDS', 'TIMELINE'].map((name) => `${name}_TABLE`);
const { template } = synthesize();
const production = synthesize({ stage: 'prod', alarmTopic: topic }).template;

/** Properties of every resource of a type, as the template's JSON has them. */
function propertiesOf(type: string, from: Template = template): ReturnType<typeof JSON.parse>[] {
  return Object.values(from.findResources(type)).map(({ Properties }) => Properties);
}

describe('functions', () => {
  test.each(functionNames)(
    '%s runs as triggers.ts says, on nodejs24.x and arm64, with logs that end',
    (name) => {
      const { memoryMb, timeoutSeconds }: FunctionSpec = functions[name];
      template.hasResourceProperties('AWS::Lambda::Function', {
        Description: `Baton dev: ${name}`,
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        Handler: 'index.handler',
        MemorySize: memoryMb,
        Timeout: timeoutSeconds,
        LoggingConfig: { LogFormat: 'JSON', LogGroup: Match.anyValue() },
        TracingConfig: { Mode: 'Active' },
      });
    },
  );

  test('are those of triggers.ts, and no helper of the CDK', () => {
    template.resourceCountIs('AWS::Lambda::Function', functionNames.length);
  });

  test.each<[FunctionName, string[]]>([
    [
      'api',
      [
        'JOURNAL_TABLE',
        'PROJECTION_TABLE',
        'TASKS_TABLE',
        ...recordTables,
        ...['FILES_BUCKET', 'JOBS_ARN', 'JOBS_TABLE'],
        'KEY_ID',
        'QUEUE_URL',
      ],
    ],
    [
      'relay',
      [
        'JOURNAL_TABLE',
        'LISTINGS_TABLE',
        'PROJECTION_TABLE',
        'RECORDS_TABLE',
        'TASKS_TABLE',
        'TIMELINE_TABLE',
        'QUEUE_URL',
      ],
    ],
    [
      'perform',
      [
        ...[
          'JOURNAL_TABLE',
          'KEYS_TABLE',
          'LISTINGS_TABLE',
          'LOOKUPS_TABLE',
          'RECORDS_TABLE',
          'TIMELINE_TABLE',
        ],
        'CONTACTS_TABLE',
        'JOBS_ARN',
        'KEY_ID',
        'MAIL_FROM',
        'PROJECTION_TABLE',
        'PUBLIC_URL',
        'QUEUE_URL',
        'STATE_MACHINES',
        'TASKS_TABLE',
        'TEAM_MAIL',
      ],
    ],
    ['sweep', ['JOURNAL_TABLE', 'PROJECTION_TABLE', 'QUEUE_URL']],
    [
      'reconcile',
      [
        ...['JOURNAL_TABLE', 'PROJECTION_TABLE', ...recordTables],
        ...['FILES_BUCKET', 'JOBS_ARN', 'KEY_ID', 'QUEUE_URL'],
      ],
    ],
    [
      'retire',
      [
        ...['JOURNAL_TABLE', 'PROJECTION_TABLE', 'TASKS_TABLE', 'RECORDS_TABLE', 'LISTINGS_TABLE'],
        ...['LOOKUPS_TABLE', 'TIMELINE_TABLE', 'FILES_BUCKET', 'JOBS_TABLE', 'CONTACTS_TABLE'],
      ],
    ],
    ['migrate', ['JOURNAL_TABLE', 'RECORDS_TABLE']],
    ['jobs', ['FILES_BUCKET', 'JOBS_TABLE', 'JOURNAL_TABLE', 'PROJECTION_TABLE', ...recordTables, 'KEY_ID']],
  ])('%s is told the names of what it needs, and no others', (name, expected) => {
    const common = ['NODE_OPTIONS', 'POWERTOOLS_METRICS_NAMESPACE', 'POWERTOOLS_SERVICE_NAME', 'STAGE'];
    const [found] = Object.values(
      template.findResources('AWS::Lambda::Function', { Properties: { Description: `Baton dev: ${name}` } }),
    );
    const variables = Object.keys(found?.Properties.Environment.Variables);
    expect(variables.filter((variable) => !common.includes(variable)).sort()).toEqual([...expected].sort());
  });

  test('all logs are kept for a time that is said', () => {
    for (const { RetentionInDays } of propertiesOf('AWS::Logs::LogGroup')) expect(RetentionInDays).toBe(7);
  });
});

describe('triggers', () => {
  test('the stream: split on error, as long as it takes within half a day, failures kept, from the beginning', () => {
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      BatchSize: functions.relay.trigger.batch,
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      MaximumRecordAgeInSeconds: 12 * 60 * 60,
      ParallelizationFactor: Match.anyValue(),
      StartingPosition: 'TRIM_HORIZON',
      DestinationConfig: { OnFailure: { Destination: Match.anyValue() } },
    });
  });

  test('the queue: only what failed comes again, five times, then to the dead letters', () => {
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      BatchSize: functions.perform.trigger.batch,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: Match.anyValue() },
    });
    const [work] = propertiesOf('AWS::SQS::Queue').filter((queue) => queue.RedrivePolicy);
    expect(work?.RedrivePolicy).toMatchObject({ maxReceiveCount: 5 });
    expect(work?.VisibilityTimeout).toBeGreaterThanOrEqual(6 * functions.perform.timeoutSeconds);
  });

  test('the schedules: the sweep every minute, reconciliation and retirement every day', () => {
    const rates = propertiesOf('AWS::Events::Rule').map(({ ScheduleExpression }) => ScheduleExpression);
    expect(rates.sort()).toEqual(['rate(1 day)', 'rate(1 day)', 'rate(1 minute)']);
  });

  test.each([0, 1, 2])(
    'walk %i over all there is: a distributed map over every segment, page after page',
    (nth) => {
      const machine = propertiesOf('AWS::StepFunctions::StateMachine')[nth];
      const definition = JSON.parse(literal(machine?.DefinitionString));
      const segments = Array.from({ length: 16 }, (_, segment) => ({ segment, of: 16 }));
      expect(definition.States.Segments.Parameters).toEqual({ segments, 'wish.$': '$' });
      const map = definition.States['Every segment'];
      expect(map.ItemSelector).toEqual({
        'segment.$': '$$.Map.Item.Value.segment',
        'of.$': '$$.Map.Item.Value.of',
        'wish.$': '$.wish',
      });
      expect(map.ItemProcessor.ProcessorConfig).toEqual({ Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' });
      const { States } = map.ItemProcessor;
      expect(States.Page.Next).toBe('More?');
      expect(States.Page).not.toHaveProperty('Parameters');
      expect(States['More?'].Choices).toEqual([
        { Variable: '$.page.onward', IsPresent: true, Next: 'Next page' },
      ]);
      expect(States['Next page'].Next).toBe('Page');
    },
  );
});

describe('tables', () => {
  test('are those of the adapters, with their keys, indexes and stream', () => {
    const found = propertiesOf('AWS::DynamoDB::GlobalTable');
    expect(found).toHaveLength(Object.keys(tables).length);
    const indexNames = (of: readonly { IndexName: string }[] = []) => of.map(({ IndexName }) => IndexName);
    const shapes = found.map((table) => ({
      keys: (table.KeySchema as { AttributeName: string }[]).map(({ AttributeName }) => AttributeName),
      indexes: [...indexNames(table.LocalSecondaryIndexes), ...indexNames(table.GlobalSecondaryIndexes)],
      stream: (table.StreamSpecification as { StreamViewType: string } | undefined)?.StreamViewType,
    }));
    const wanted = Object.values(tables).map((table) => ({
      keys: ['sort' in table ? [table.partition.name, table.sort.name] : [table.partition.name]].flat(),
      indexes: [...table.localIndexes, ...table.globalIndexes].map(({ name }) => name),
      stream: 'stream' in table ? table.stream : undefined,
    }));
    expect(shapes).toEqual(wanted);
  });

  test.each([
    ['dev', template, false, 'Delete'],
    ['prod', production, true, 'Retain'],
  ])('are as safe as the stage %s asks', (_, staged, protectedNow, policy) => {
    const found = Object.values(staged.findResources('AWS::DynamoDB::GlobalTable'));
    for (const { Properties, DeletionPolicy } of found) {
      expect(DeletionPolicy).toBe(policy);
      expect(Properties.BillingMode).toBe('PAY_PER_REQUEST');
      expect(Properties.SSESpecification).toEqual({ SSEEnabled: true, SSEType: 'KMS' });
      const [replica] = Properties.Replicas;
      expect(replica.DeletionProtectionEnabled).toBe(protectedNow);
      expect(replica.PointInTimeRecoverySpecification).toEqual({ PointInTimeRecoveryEnabled: true });
      expect(replica.SSESpecification.KMSMasterKeyId).toBeDefined();
    }
    const [key] = Object.values(staged.findResources('AWS::KMS::Key'));
    expect(key?.DeletionPolicy).toBe(policy);
    expect(key?.Properties.EnableKeyRotation).toBe(true);
  });
});

describe('alarms', () => {
  test('tell of waiting and lost work, a late relay, failing functions and walks', () => {
    const watched = propertiesOf('AWS::CloudWatch::Alarm').map(({ MetricName }) => MetricName as string);
    const perFunction = functionNames.flatMap(() => ['Errors', 'Throttles']);
    const walks = Array.from({ length: 4 }, () => 'ExecutionsFailed');
    const once = ['ApproximateAgeOfOldestMessage', ...walks, 'IteratorAge'];
    const queues = ['ApproximateNumberOfMessagesVisible', 'ApproximateNumberOfMessagesVisible'];
    expect(watched.sort()).toEqual([...perFunction, ...once, ...queues].sort());
  });

  test('go to a topic where one is given', () => {
    for (const { AlarmActions } of propertiesOf('AWS::CloudWatch::Alarm', production)) {
      expect(AlarmActions).toEqual([topic]);
    }
    expect(propertiesOf('AWS::CloudWatch::Alarm')[0].AlarmActions).toBeUndefined();
  });
});

/** A string of the template, its references left out. */
function literal(value: unknown): string {
  const { 'Fn::Join': join } = value as { 'Fn::Join': [string, unknown[]] };
  return join[1].map((part) => (typeof part === 'string' ? part : 'reference')).join('');
}
