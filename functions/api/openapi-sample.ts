import type { JsonSchema } from '../../engine/definition.ts';

/**
 * A small value of a schema's shape, for an example: required fields only, the schema's own example or default
 * where it has one. It may break what a shape cannot say, such as a pattern: ask the schema.
 */
export function sampleOf(schema: JsonSchema): unknown {
  const { const: constant, default: fallback, enum: values, examples, anyOf, oneOf, type } = schema;
  const given = [examples, values].find(Array.isArray)?.[0] ?? constant ?? fallback;
  if (given !== undefined) return given;
  const alternative = [anyOf, oneOf].find(Array.isArray)?.[0] as JsonSchema | undefined;
  if (alternative !== undefined) return sampleOf(alternative);
  switch (type) {
    case 'object':
      return objectOf(schema);
    case 'array':
      return [sampleOf(schema.items as JsonSchema)];
    case 'integer':
    case 'number':
      return Math.max(1, Number(schema.minimum ?? 1));
    case 'boolean':
      return true;
    case 'string':
      return 'text'.padEnd(Number(schema.minLength ?? 0), '-');
    default:
      return null;
  }
}

function objectOf({ properties = {}, required = [] }: JsonSchema): Record<string, unknown> {
  const known = properties as Readonly<Record<string, JsonSchema>>;
  const names = required as readonly string[];
  return Object.fromEntries(names.map((name) => [name, sampleOf(known[name] ?? {})]));
}
