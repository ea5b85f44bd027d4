import type { oas31 } from 'zod-openapi';
import type { Definition, JsonSchema } from '../../engine/definition.ts';
import { sampleOf } from './openapi-sample.ts';
import type { OperationId } from './routes.ts';

/** What the processes add to the API's own schemas. */
export interface ProcessSchemas {
  readonly schemas: Readonly<Record<string, oas31.SchemaObject>>;
  /** Bodies that depend on which processes there are, with examples. */
  readonly bodies: { readonly [O in OperationId]?: ProcessBody };
}

export type ProcessBody = {
  schema: oas31.SchemaObject;
  examples: Record<string, oas31.ExampleObject>;
};

/** Components for the newest version of each process: its input, its start, its context and its events. */
export function processSchemas(newest: readonly Definition[]): ProcessSchemas {
  const schemas: Record<string, oas31.SchemaObject> = {};
  const starts = body('oneOf');
  const events = body('anyOf');
  for (const definition of newest) {
    const { process } = definition;
    const found = definition.jsonSchemas();
    schemas[`${process}.input`] = component(`${process}.input`, found.input);
    schemas[`${process}.context`] = component(`${process}.context`, found.context);
    schemas[`${process}.start`] = startOf(definition);
    const input = sampleOf(found.input);
    starts.add(`${process}.start`, 'value' in definition.parseInput(input) ? { process, input } : undefined);
    for (const [type, schema] of Object.entries(found.events)) {
      const name = `${process}.events.${type}`;
      schemas[name] = component(name, schema);
      const event = sampleOf(schema);
      events.add(name, 'value' in definition.parseEvent(event) ? event : undefined);
    }
  }
  return { schemas, bodies: { startInstance: starts.made, sendEvent: events.made } };
}

/** Alternatives that are added one by one, each with its example where a valid one could be made. */
function body(kind: 'oneOf' | 'anyOf') {
  const alternatives: oas31.ReferenceObject[] = [];
  const examples: Record<string, oas31.ExampleObject> = {};
  return {
    made: { schema: { [kind]: alternatives }, examples } satisfies ProcessBody,
    add(name: string, value: unknown) {
      alternatives.push(toRef(name));
      if (value !== undefined) examples[name] = { value };
    },
  };
}

function startOf({ process, title }: Definition): oas31.SchemaObject {
  return {
    type: 'object',
    title: title.en ?? process,
    properties: { process: { const: process }, input: toRef(`${process}.input`) },
    required: ['process', 'input'],
    additionalProperties: false,
  };
}

function toRef(name: string): oas31.ReferenceObject {
  return { $ref: `#/components/schemas/${name}` };
}

/** A JSON Schema at home in the document: what it refers to in itself is found below its new place. */
function component(name: string, schema: JsonSchema): oas31.SchemaObject {
  const { $schema: _, ...rest } = schema;
  return JSON.parse(JSON.stringify(rest), (key, value: unknown) =>
    key === '$ref' && typeof value === 'string' && value.startsWith('#')
      ? `#/components/schemas/${name}${value.slice(1)}`
      : value,
  ) as oas31.SchemaObject;
}
