import type { Hono } from 'hono';
import { handle, type LambdaContext, type LambdaEvent } from 'hono/aws-lambda';

/** The app as a Lambda handler, for API Gateway's HTTP APIs and REST APIs alike. */
export function onLambda(app: Hono): (event: LambdaEvent, context: LambdaContext) => Promise<unknown> {
  const handler = handle(app);
  return (event, context) => handler(bodiless(event) ? { ...event, body: null } : event, context);
}

/**
 * The stage in front of the API's paths, for `createApp`'s `prefixOf`: `/dev` in a REST API's URL and in that
 * of an HTTP API with named stages; empty with the stage `$default` and behind a custom domain.
 */
export function stageOf(env: unknown): string {
  const { event } = env as { event?: GatewayEvent };
  const stage = `/${event?.requestContext?.stage ?? '$default'}`;
  const path = event?.rawPath ?? event?.requestContext?.path ?? '';
  return path === stage || path.startsWith(`${stage}/`) ? stage : '';
}

/** What both of API Gateway's event formats say of the path; a REST API's `path` is without the stage. */
interface GatewayEvent {
  readonly rawPath?: string;
  readonly requestContext?: { readonly stage?: string; readonly path?: string };
}

/** A GET's body means nothing, and a `Request` cannot be made with one. */
function bodiless(event: LambdaEvent): boolean {
  const method = 'httpMethod' in event ? event.httpMethod : httpMethod(event);
  return method === 'GET' || method === 'HEAD';
}

function httpMethod(event: LambdaEvent): string | undefined {
  const { http } = event.requestContext as { http?: { method?: string } };
  return http?.method;
}
