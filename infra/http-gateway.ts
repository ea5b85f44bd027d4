import {
  HttpApi,
  HttpMethod,
  HttpNoneAuthorizer,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import {
  accessLogFormat,
  type Gateway,
  type GatewayProps,
  gatewayRoutes,
  openRoutes,
  throttle,
} from './gateway.ts';
import { vendedLogs } from './logs.ts';

/**
 * An HTTP API: the cheaper and faster gateway. Paths and methods that no route names reach the function as well,
 * so that they too are answered with problem documents.
 */
export class HttpGateway extends Construct implements Gateway {
  readonly apiId: string;
  readonly url: string;

  constructor(scope: Construct, id: string, { stage, handler }: GatewayProps) {
    super(scope, id);
    const integration = new HttpLambdaIntegration('Handler', handler, { scopePermissionToRoute: false });
    const api = new HttpApi(this, 'Api', {
      apiName: `baton-${stage}`,
      description: `Baton ${stage}`,
      createDefaultStage: false,
      defaultIntegration: integration,
      defaultAuthorizer: new HttpNoneAuthorizer(),
    });
    for (const { method, path } of gatewayRoutes) {
      api.addRoutes({ path, methods: [HttpMethod[method]], integration });
    }
    acknowledge(api, { 'AwsSolutions-APIG4': openRoutes });
    new HttpStage(this, 'Stage', {
      httpApi: api,
      stageName: '$default',
      autoDeploy: true,
      throttle,
      accessLogSettings: {
        destination: new LogGroupLogDestination(vendedLogs(this, 'Logs', 'apis', stage)),
        format: accessLogFormat('$context.routeKey'),
      },
    });
    this.apiId = api.apiId;
    this.url = api.apiEndpoint;
  }
}
