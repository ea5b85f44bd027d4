import { Duration } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  ApplicationLogLevel,
  Architecture,
  Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { FunctionName, FunctionSpec } from '../functions/triggers.ts';
import { acknowledge, logicalId } from './acknowledge.ts';
import { environment } from './environment.ts';
import { logRetention } from './logs.ts';
import { executionsOf, permissions, type Resources } from './permissions.ts';
import type { Settings } from './settings.ts';

export interface HandlerProps extends Resources {
  readonly spec: FunctionSpec;
  readonly settings: Settings;
  /** Folder with the function's bundle: `index.mjs` exports `handler`. */
  readonly asset: string;
}

/** One function of `triggers.ts` with its log group and a role of its own. */
export function handlerFunction(scope: Construct, name: FunctionName, props: HandlerProps): LambdaFunction {
  const { spec, settings, asset } = props;
  const id = name.charAt(0).toUpperCase() + name.slice(1);
  const role = new Role(scope, `${id}Role`, {
    assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    description: `Baton ${settings.stage}: what the function ${name} may do`,
  });
  const logGroup = new LogGroup(scope, `${id}Logs`, logRetention(settings.stage));
  logGroup.grantWrite(role);
  for (const statement of permissions(spec, props)) role.addToPolicy(statement);
  acknowledge(role, {
    'AwsSolutions-IAM5[Resource::*]':
      'X-Ray (PutTraceSegments, PutTelemetryRecords) and dynamodb:ListStreams know no resources: AWS takes only *.',
    ...(spec.needs.files && {
      [`AwsSolutions-IAM5[Resource::<${logicalId(props.files.bucket)}.Arn>/*]`]:
        'Files are named by ids that are made when they are written: all of this bucket, and no other.',
    }),
  });
  if (spec.needs.stateMachines) {
    const why = 'Runs are named after the keys of effects: all of this one state machine, and of no other.';
    const executions = props.stateMachines.map(executionsOf);
    acknowledge(
      role,
      Object.fromEntries(executions.map((arn) => [`AwsSolutions-IAM5[Resource::${arn}]`, why])),
    );
  }
  const handler = new LambdaFunction(scope, id, {
    description: `Baton ${settings.stage}: ${name}`,
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    code: Code.fromAsset(asset),
    handler: 'index.handler',
    role,
    memorySize: spec.memoryMb,
    timeout: Duration.seconds(spec.timeoutSeconds),
    environment: environment(name, props),
    tracing: Tracing.ACTIVE,
    logGroup,
    loggingFormat: LoggingFormat.JSON,
    applicationLogLevelV2: ApplicationLogLevel.INFO,
    // Lines per start and end of every invocation would cost more than the invocation itself.
    systemLogLevelV2: SystemLogLevel.WARN,
  });
  acknowledge(handler, {
    'Serverless-LambdaDLQ':
      'Invoked synchronously, or (sweep) with an on-failure destination, which tells more than a dead-letter queue.',
  });
  return handler;
}
