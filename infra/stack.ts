import { Arn, ArnFormat, CfnOutput, Fn, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { type FunctionName, type FunctionSpec, functions } from '../functions/triggers.ts';
import { acknowledge } from './acknowledge.ts';
import { Alarms } from './alarms.ts';
import { Files } from './files.ts';
import { handlerFunction } from './function.ts';
import type { Gateway, GatewayProps } from './gateway.ts';
import { HttpGateway } from './http-gateway.ts';
import { executionWildcard } from './invoke.ts';
import { Jobs } from './jobs.ts';
import { allow } from './permissions.ts';
import { Queues } from './queues.ts';
import { RestGateway } from './rest-gateway.ts';
import { SegmentWalk } from './segment-walk.ts';
import { isDevelopment, type Settings } from './settings.ts';
import { Tables } from './tables.ts';
import { onQueue, onSchedule, onStream } from './triggers.ts';

export interface BatonProps extends StackProps {
  readonly settings: Settings;
  /** Per function, the folder with its bundle. */
  readonly assets: Readonly<Record<FunctionName, string>>;
}

/** All of Baton in one account and region: what `functions/triggers.ts` lists, and what that needs. */
export class BatonStack extends Stack {
  constructor(app: Construct, id: string, { settings, assets, ...props }: BatonProps) {
    super(app, id, props);
    const { stage, mailFrom } = settings;
    const key = new Key(this, 'Key', {
      description: `Baton ${stage}: tables, queues and the data keys of customers`,
      enableKeyRotation: true,
      removalPolicy: isDevelopment(stage) ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN,
    });
    const tables = new Tables(this, 'Tables', { stage, key });
    const files = new Files(this, 'Files', { stage, key });
    const queues = new Queues(this, 'Queues', { key });
    const alarms = new Alarms(this, 'Alarms', settings.alarmTopic);
    alarms.watchQueues(queues);
    const scope = new Construct(this, 'Functions');
    const handlers = new Map<FunctionName, LambdaFunction>();
    const addresses: string[] = [];
    for (const name of Object.keys(functions) as FunctionName[]) {
      const spec: FunctionSpec = functions[name];
      const { trigger } = spec;
      const handler = handlerFunction(scope, name, {
        ...{ spec, settings, tables, queues, files, key, mailFrom },
        stateMachines: Object.values(settings.stateMachines),
        asset: assets[name],
      });
      handlers.set(name, handler);
      alarms.watchFunction(name, handler, trigger);
      if (trigger.on === 'stream') onStream(handler, trigger, tables, queues);
      if (trigger.on === 'queue') onQueue(handler, trigger, queues);
      if (trigger.on === 'schedule') onSchedule(handler, trigger, queues);
      if (trigger.on === 'http') {
        const { apiId, url } = gateway(this, settings, { stage, handler });
        new CfnOutput(this, 'ApiId', { value: apiId });
        new CfnOutput(this, 'ApiUrl', { value: url });
        addresses.push(url);
      }
      if (trigger.on === 'segments') {
        const { purpose } = trigger;
        const id = name.charAt(0).toUpperCase() + name.slice(1);
        const { stateMachine } = new SegmentWalk(this, id, {
          name,
          purpose,
          stage,
          handler,
          trigger,
          queues,
        });
        alarms.watchWalk(name, purpose, stateMachine);
        new CfnOutput(this, `${id}Arn`, { value: stateMachine.stateMachineArn });
      }
    }
    for (const [name, handler] of handlers) {
      const { needs }: FunctionSpec = functions[name];
      // The function behind the gateway must not need its address: each would wait for the other.
      if (needs.links) handler.addEnvironment('PUBLIC_URL', settings.publicUrl ?? addresses[0] ?? '');
    }
    for (const [name, handler] of handlers) {
      if (functions[name].trigger.on !== 'jobs') continue;
      const { stateMachine } = new Jobs(this, 'Jobs', { stage, handler });
      alarms.watchWalk('jobs', 'imports, exports and bulk actions', stateMachine);
      for (const [name, starter] of handlers) {
        const { needs }: FunctionSpec = functions[name];
        if (needs.jobRuns) mayStart(starter, stateMachine);
      }
    }
    for (const [name, { tableName }] of Object.entries(tables.all)) {
      const id = `${name.charAt(0).toUpperCase()}${name.slice(1)}Table`;
      new CfnOutput(this, id, { value: tableName });
    }
    new CfnOutput(this, 'QueueUrl', { value: queues.work.queueUrl });
    new CfnOutput(this, 'DeadLetterQueueUrl', { value: queues.dead.queueUrl });
  }
}

/** Lets a function start runs of jobs and look how they stand. */
function mayStart(handler: LambdaFunction, machine: StateMachine): void {
  const { stateMachineArn } = machine;
  handler.addEnvironment('JOBS_ARN', stateMachineArn);
  handler.role?.addToPrincipalPolicy(allow(['states:StartExecution'], [stateMachineArn]));
  const executions = Arn.format(
    {
      ...{ service: 'states', resource: 'execution', arnFormat: ArnFormat.COLON_RESOURCE_NAME },
      resourceName: `${Fn.select(6, Fn.split(':', stateMachineArn))}:*`,
    },
    Stack.of(handler),
  );
  handler.role?.addToPrincipalPolicy(allow(['states:DescribeExecution'], [executions]));
  if (handler.role) acknowledge(handler.role, executionWildcard(machine));
}

/** Either gateway under an id of its own: a deployed stack can then change from one to the other. */
function gateway(scope: Construct, settings: Settings, props: GatewayProps): Gateway {
  return settings.gateway === 'http'
    ? new HttpGateway(scope, 'HttpGateway', props)
    : new RestGateway(scope, 'RestGateway', props);
}
