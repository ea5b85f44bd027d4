import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { oas31 } from 'zod-openapi';
import { inputs } from '../../../functions/api/inputs.ts';
import { openApi } from '../../../functions/api/openapi.ts';
import { examples, problemExample } from '../../../functions/api/openapi-examples.ts';
import { outputs } from '../../../functions/api/outputs.ts';
import { problemDocument } from '../../../functions/api/problem-document.ts';
import { type ProblemCode, problems } from '../../../functions/api/problem-kinds.ts';
import type { Route } from '../../../functions/api/route.ts';
import { type OperationId, routes } from '../../../functions/api/routes.ts';
import { all } from '../../../functions/definitions.ts';

const newest = await Promise.all(all.map(({ load }) => load()));
const document = openApi(newest, '');
const json = JSON.parse(JSON.stringify(document)) as oas31.OpenAPIObject;

const operations = Object.entries(json.paths ?? {}).flatMap(([path, item]) =>
  (['get', 'post', 'put', 'patch', 'delete'] as const).flatMap((method) => {
    const operation = item[method];
    return operation ? [{ path, method, operation }] : [];
  }),
);

/** Every value in a JSON document with the keys on its way. */
function* values(value: unknown, path: readonly string[] = []): Generator<[readonly string[], unknown]> {
  yield [path, value];
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) yield* values(inner, [...path, key]);
}

function find(pointer: string): unknown {
  const parts = pointer.split('/').slice(1);
  return parts.reduce<unknown>((value, part) => {
    const name = decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~');
    return (value as Record<string, unknown> | undefined)?.[name];
  }, json);
}

describe('the OpenAPI document', () => {
  test('is 3.1 and says what OpenAPI requires', () => {
    expect(json.openapi).toMatch(/^3\.1\.\d$/);
    expect(json.info).toMatchObject({ title: expect.any(String), version: expect.any(String) });
    expect(json.servers).toEqual([{ url: '/' }]);
  });

  test('has every route, and no other', () => {
    const documented = operations.map(({ path, method, operation }) => [method, path, operation.operationId]);
    const listed = routes.map(({ path, method, operationId }) => [method.toLowerCase(), path, operationId]);
    expect(documented.sort()).toEqual(listed.sort());
  });

  test('refers to nothing that it does not have', () => {
    const refs = [...values(json)].filter(([path]) => path.at(-1) === '$ref').map(([, ref]) => String(ref));
    expect(refs.length).toBeGreaterThan(50);
    expect(refs.filter((ref) => !ref.startsWith('#/') || find(ref) === undefined)).toEqual([]);
  });

  test('names its components as OpenAPI allows', () => {
    const names = Object.values(json.components ?? {}).flatMap((group) => Object.keys(group as object));
    expect(names.filter((name) => !/^[\w.-]+$/.test(name) || name.startsWith('__'))).toEqual([]);
  });

  test('uses JSON Schema of 2020-12, not the dialect of OpenAPI 3.0', () => {
    const old = [...values(json.components?.schemas)].filter(([path]) => path.at(-1) === 'nullable');
    expect(old).toEqual([]);
  });

  describe.each(operations)('$method $path', ({ path, method, operation }) => {
    const parameters = (operation.parameters ?? []) as readonly oas31.ParameterObject[];
    const named = (where: string) => parameters.filter((one) => one.in === where).map((one) => one.name);

    test('has each parameter of its path, required', () => {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect(named('path')).toEqual(inPath);
      expect(parameters.filter((one) => one.in === 'path' && !one.required)).toEqual([]);
    });

    test('has each field of its query and its headers', () => {
      const id = operation.operationId as OperationId;
      expect(named('query')).toEqual(Object.keys(inputs[id].query.shape));
      const { ifMatch }: Route = routes.find(({ operationId }) => operationId === id) as Route;
      const keys = method === 'post' ? ['Idempotency-Key'] : [];
      expect(named('header')).toEqual([...keys, 'Baton-Actor', ...(ifMatch ? ['If-Match'] : [])]);
    });

    test('describes its body, its success, where it leads on, and its problems', () => {
      expect(operation.requestBody !== undefined).toBe(['post', 'put', 'patch'].includes(method));
      const responses = operation.responses ?? {};
      const statuses = Object.keys(responses);
      expect(statuses.filter((status) => /^20[01]$/.test(status))).toHaveLength(1);
      expect(statuses).toEqual(expect.arrayContaining(['400', '500']));
      const { redirects }: Route = routes.find((one) => one.operationId === operation.operationId) as Route;
      expect(statuses.includes('303')).toBe(redirects === true);
      for (const status of statuses.filter((one) => one !== '303')) {
        const { content, description } = responses[status] as oas31.ResponseObject;
        const route: Route | undefined = routes.find((one) => one.operationId === operation.operationId);
        const type = status.startsWith('2')
          ? (route?.type ?? 'application/json')
          : 'application/problem+json';
        expect(content?.[type]?.schema).toBeDefined();
        expect(description).not.toBe('');
      }
    });
  });

  test('has the input, the context and the events of every process', () => {
    const names = newest.flatMap(({ process, eventTypes }) => [
      `${process}.input`,
      `${process}.context`,
      `${process}.start`,
      ...eventTypes.map((type) => `${process}.events.${type}`),
    ]);
    expect(Object.keys(json.components?.schemas ?? {})).toEqual(expect.arrayContaining(names));
    expect(find('#/components/schemas/order.input')).toEqual(
      withoutDialect(newest.find(({ process }) => process === 'order')?.jsonSchemas().input),
    );
  });

  test.each(newest)('has an example of a start and of each event of $process', (definition) => {
    const body = (id: OperationId) => {
      const found = operations.find(({ operation }) => operation.operationId === id)?.operation.requestBody;
      return (found as oas31.RequestBodyObject).content['application/json']?.examples ?? {};
    };
    const { process } = definition;
    const start = body('startInstance')[`${process}.start`] as oas31.ExampleObject | undefined;
    expect(definition.parseInput(start?.value?.input)).toHaveProperty('value');
    for (const type of definition.eventTypes) {
      const event = body('sendEvent')[`${process}.events.${type}`] as oas31.ExampleObject | undefined;
      expect(definition.parseEvent(event?.value)).toHaveProperty('value');
    }
  });

  test('shows examples that its own schemas accept', () => {
    for (const [id, example] of Object.entries(examples.responses)) {
      expect([id, outputs[id as OperationId].safeParse(example).error?.issues]).toEqual([id, undefined]);
    }
    for (const [id, example] of Object.entries(examples.requests)) {
      const input: { path: z.ZodType; body?: z.ZodType } = inputs[id as OperationId];
      expect([id, input.body?.safeParse(example).error?.issues]).toEqual([id, undefined]);
    }
    for (const code of Object.keys(problems) as ProblemCode[]) {
      expect(problemDocument.safeParse(problemExample(code)).success).toBe(true);
    }
  });

  test('holds schemas that a validator can read, and that accept what the API answers', () => {
    const component = (name: string) =>
      z.fromJSONSchema({
        $ref: `#/$defs/${name}`,
        $defs: JSON.parse(
          JSON.stringify(json.components?.schemas).replaceAll('#/components/schemas/', '#/$defs/'),
        ),
      });
    expect(component('Customer').safeParse(examples.responses.getCustomer).success).toBe(true);
    expect(component('Customer').safeParse({ customer: 1 }).success).toBe(false);
    expect(component('Problem').safeParse(problemExample('conflict')).success).toBe(true);
  });
});

function withoutDialect(schema: object | undefined): object {
  const { $schema: _, ...rest } = { $schema: '', ...schema };
  return rest;
}
