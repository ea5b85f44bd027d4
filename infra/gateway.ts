import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Method } from '../functions/api/route.ts';
import { linkRoutes, routes } from '../functions/api/routes.ts';

export interface GatewayProps {
  readonly stage: string;
  readonly handler: LambdaFunction;
}

/** What the stack needs to know of either gateway. */
export interface Gateway {
  readonly apiId: string;
  /** Without a slash at its end. */
  readonly url: string;
}

/** One route as a gateway needs it. */
export interface GatewayRoute {
  readonly method: Method;
  readonly path: string;
}

/** The API's own list: paths are written nowhere else. */
export const gatewayRoutes: readonly GatewayRoute[] = [...routes, ...linkRoutes];

/** Requests per second that the stage takes in all, and how many at once above it. */
export const throttle = { rateLimit: 500, burstLimit: 1000 };

/** One JSON line per request: no address of a caller, no query, no body. */
export const accessLogFormat = (routeField: '$context.routeKey' | '$context.resourcePath') =>
  AccessLogFormat.custom(
    JSON.stringify({
      requestId: '$context.requestId',
      requestTime: '$context.requestTime',
      method: '$context.httpMethod',
      route: routeField,
      status: '$context.status',
      responseLength: '$context.responseLength',
      responseLatency: '$context.responseLatency',
      integrationLatency: '$context.integrationLatency',
    }),
  );

/** Why no route asks who calls. */
export const openRoutes =
  'Identity comes with a later change. Until then only the stage dev can be synthesized: infra/settings.ts.';
