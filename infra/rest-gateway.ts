import {
  type IResource,
  LambdaIntegration,
  LogGroupLogDestination,
  MethodLoggingLevel,
  ResponseType,
  RestApi,
} from 'aws-cdk-lib/aws-apigateway';
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
 * The same routes on a REST API, for where there are no HTTP APIs. Its address ends with the stage's name; paths
 * and methods that no route names reach the function as well.
 */
export class RestGateway extends Construct implements Gateway {
  readonly apiId: string;
  readonly url: string;

  constructor(scope: Construct, id: string, { stage, handler }: GatewayProps) {
    super(scope, id);
    const api = new RestApi(this, 'Api', {
      restApiName: `baton-${stage}`,
      description: `Baton ${stage}`,
      cloudWatchRole: true,
      deployOptions: {
        stageName: stage,
        tracingEnabled: true,
        throttlingRateLimit: throttle.rateLimit,
        throttlingBurstLimit: throttle.burstLimit,
        loggingLevel: MethodLoggingLevel.ERROR,
        dataTraceEnabled: false,
        accessLogDestination: new LogGroupLogDestination(vendedLogs(this, 'Logs', 'apis', stage)),
        accessLogFormat: accessLogFormat('$context.resourcePath'),
      },
    });
    const requestValidator = api.addRequestValidator('Validator', {
      validateRequestBody: true,
      validateRequestParameters: true,
    });
    const integration = new LambdaIntegration(handler, { scopePermissionToMethod: false });
    const options = { requestValidator };
    const resources = new Set<IResource>([api.root, api.root.addResource('{proxy+}')]);
    for (const { path } of gatewayRoutes) {
      const resource = api.root.resourceForPath(path);
      for (let each: IResource | undefined = resource; each; each = each.parentResource) resources.add(each);
    }
    // A REST API asks only the resource that fits a path best for its methods, and a stack holds 500 resources: so each
    // path takes every method as one, and the function says which there are.
    for (const resource of resources) resource.addMethod('ANY', integration, options);
    api.node.tryRemoveChild('Endpoint');
    for (const type of [ResponseType.DEFAULT_4XX, ResponseType.DEFAULT_5XX]) problemResponse(api, type);
    acknowledge(api, {
      'AwsSolutions-APIG4': openRoutes,
      'AwsSolutions-COG4': openRoutes,
      'AwsSolutions-APIG3':
        'Whether a firewall stands in front, and which, is for the account that deploys it.',
      'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs]':
        "API Gateway's own role for logging, one per account: AWS names this policy for it.",
    });
    this.apiId = api.restApiId;
    this.url = api.deploymentStage.urlForPath().replace(/\/$/, '');
  }
}

/** What the gateway refuses by itself (throttled, too large) is a problem document too. */
function problemResponse(api: RestApi, type: ResponseType): void {
  api.addGatewayResponse(`Problem-${type.responseType}`, {
    type,
    responseHeaders: { 'Content-Type': "'application/problem+json'" },
    templates: { 'application/json': '{"type":"about:blank","title":$context.error.messageString}' },
  });
}
