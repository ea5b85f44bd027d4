import * as z from 'zod';
import {
  createDocument,
  type oas31,
  type ZodOpenApiMediaTypeObject,
  type ZodOpenApiOperationObject,
  type ZodOpenApiResponsesObject,
} from 'zod-openapi';
import type { Definition } from '../../engine/definition.ts';
import { field } from './fields.ts';
import { inputs } from './inputs.ts';
import { examples, problemExample } from './openapi-examples.ts';
import { type ProcessBody, processSchemas } from './openapi-processes.ts';
import { outputs } from './outputs.ts';
import { problemDocument } from './problem-document.ts';
import { type ProblemCode, problems } from './problem-kinds.ts';
import type { Route } from './route.ts';
import { routes } from './routes.ts';

/** The OpenAPI 3.1 document of the API, with the schemas of every process in it. `prefix` is the server's. */
export function openApi(newest: readonly Definition[], prefix: string): oas31.OpenAPIObject {
  const processes = processSchemas(newest);
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const route of routes) {
    const described = operation(route, processes.bodies[route.operationId]);
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: described };
  }
  return createDocument({
    openapi: '3.1.1',
    info: {
      title: 'Baton',
      version: '1',
      description: 'Customer processes as durable statecharts. Errors are RFC 9457 problem documents.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: prefix === '' ? '/' : prefix }],
    tags: [...new Set(routes.map((route) => route.tag))].map((name) => ({ name })),
    paths,
    components: { schemas: processes.schemas },
  });
}

type Operation = (typeof routes)[number];

function operation(route: Operation, processBody: ProcessBody | undefined): ZodOpenApiOperationObject {
  const { path, query, body }: { path: z.ZodObject; query: z.ZodObject; body?: z.ZodType } =
    inputs[route.operationId];
  const description = 'description' in route ? { description: route.description } : {};
  const content: ZodOpenApiMediaTypeObject = processBody ?? {
    schema: body,
    ...exampleOf(examples.requests[route.operationId]),
  };
  return {
    operationId: route.operationId,
    tags: [route.tag],
    summary: route.summary,
    ...description,
    requestParams: { path, query, header: headersOf(route) },
    ...(body === undefined
      ? {}
      : {
          requestBody: {
            required: !body.safeParse(undefined).success,
            content: { [mediaTypeOf(route)]: content, ...dmnOf(route) },
          },
        }),
    responses: responsesOf(route),
  };
}

function mediaTypeOf({ form }: Route): string {
  return form ? 'application/x-www-form-urlencoded' : 'application/json';
}

function dmnOf({ dmn }: Route): Readonly<Record<string, ZodOpenApiMediaTypeObject>> {
  const description = 'A file of DMN 1.3, 1.4 or 1.5.';
  return dmn ? { 'application/xml': { schema: z.string().meta({ description }) } } : {};
}

function headersOf(route: Route): z.ZodObject {
  return z.object({
    ...(route.method === 'POST' ? { 'Idempotency-Key': field.idempotencyKey.optional() } : {}),
    'Baton-Actor': field.actor.optional(),
    ...(route.ifMatch === true ? { 'If-Match': field.ifMatch.optional() } : {}),
    ...(route.ifMatch === 'required' ? { 'If-Match': field.ifMatch } : {}),
  });
}

function responsesOf(route: Operation): ZodOpenApiResponsesObject {
  const responses: ZodOpenApiResponsesObject = {};
  responses[`${route.status}`] = {
    description: route.status === 201 ? 'Created' : 'OK',
    headers: successHeaders(route),
    content: {
      [typeOf(route)]: {
        schema: outputs[route.operationId],
        ...exampleOf(examples.responses[route.operationId]),
      },
    },
  };
  const { redirects }: Route = route;
  if (redirects) {
    const headers = z.object({ Location: z.string().meta({ description: 'Where the reader goes on.' }) });
    responses['303'] = { description: 'See Other', headers };
  }
  const codesOf = problemsOf(route);
  for (const status of new Set(codesOf.map((code) => problems[code].status))) {
    const codes = codesOf.filter((code) => problems[code].status === status);
    responses[`${status}`] = {
      description: codes.map((code) => `\`${code}\`: ${problems[code].title}`).join('; '),
      content: {
        'application/problem+json': {
          schema: problemDocument,
          examples: Object.fromEntries(codes.map((code) => [code, { value: problemExample(code) }])),
        },
      },
    };
  }
  return responses;
}

function typeOf({ type }: Route): string {
  return type ?? 'application/json';
}

/** The problems that a route can answer with: its own, and those of its kind. */
function problemsOf(route: Operation): ProblemCode[] {
  const bodies: ProblemCode[] = [
    'malformed-body',
    'body-too-large',
    'unsupported-media-type',
    'invalid-body',
  ];
  const { body }: { path: z.ZodObject; body?: z.ZodType } = inputs[route.operationId];
  const { ifMatch }: Route = route;
  const heads: ProblemCode[] = route.method === 'GET' ? [] : ['invalid-header'];
  const keys: ProblemCode[] = route.method === 'POST' ? ['key-reused'] : [];
  const locks: ProblemCode[] = ifMatch === 'required' ? ['revision-required', 'revision-mismatch'] : [];
  const stores: ProblemCode[] = ['store-unavailable'];
  const instances: ProblemCode[] = ['version-unknown'];
  const retired: ProblemCode[] = ['instance-retired'];
  const codes: readonly ProblemCode[] = route.problems;
  return [
    'invalid-query',
    ...heads,
    ...(body === undefined ? [] : bodies),
    ...keys,
    ...locks,
    ...route.problems,
    ...(codes.includes('instance-not-found') ? retired : []),
    ...(route.tag === 'Instances' || route.tag === 'Tasks' ? instances : []),
    ...(route.tag === 'Definitions' || route.tag === 'Service' ? [] : stores),
    'unexpected',
  ];
}

function successHeaders(route: Operation): z.ZodObject {
  const location = z.string().meta({ description: 'Where it can be read.' });
  const etag = z.string().meta({ description: "The instance's revision, quoted: for `If-Match`." });
  const single = isSingle(route.operationId);
  return z.object({
    ...(route.status === 201 ? { Location: location } : {}),
    ...(single ? { ETag: etag } : {}),
  });
}

/** Whether the answer shows one thing that has revisions. */
function isSingle(operationId: Operation['operationId']): boolean {
  const schema: z.ZodType = outputs[operationId];
  return schema instanceof z.ZodObject && 'revision' in schema.shape;
}

function exampleOf(value: unknown): { example?: unknown } {
  return value === undefined ? {} : { example: value };
}
