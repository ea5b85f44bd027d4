import { type JsonSchema as Given, generateSync } from 'json-schema-faker';
import type { JsonSchema } from '../engine/definition.ts';
import type { Dice } from './dice.ts';

/** Whether a value fits what its schema cannot say as well. */
type Fits = (value: unknown) => boolean;

/** Makes values for schemas, the same for the same dice. */
export interface Payloads {
  /**
   * A value that fits, or undefined where none was found. Now and then, numbers and texts are taken from `context`:
   * a process often asks for what it knows itself, such as the amount that is due.
   */
  make(name: string, schema: JsonSchema, fits: Fits, context?: unknown): unknown;
}

/** Values made for each schema before they come again. */
const EACH = 24;
/** In every other value, numbers without narrower bounds stay below this, and lists below that. */
const SMALL = 1000;
const FEW = 3;

export function createPayloads(dice: Dice): Payloads {
  const made = new Map<string, readonly unknown[]>();

  function valuesOf(schema: JsonSchema, fits: Fits): unknown[] {
    const tame = tamed(schema) as Given;
    const values = Array.from({ length: EACH }, (_, nth) =>
      generateSync(nth % 4 === 3 ? (schema as Given) : tame, {
        seed: 1 + dice.below(2 ** 31),
        useExamplesValue: nth % 2 === 0,
      }),
    );
    return values.filter(fits);
  }

  return {
    make(name, schema, fits, context) {
      const values = made.get(name) ?? valuesOf(schema, fits);
      made.set(name, values);
      const value = dice.pick(values);
      const mixed = mix(value, scalarsIn(context), dice);
      return fits(mixed) ? mixed : value;
    },
  };
}

/** The schema with small numbers and short lists, where it allows them. */
function tamed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(tamed);
  if (!isRecord(schema)) return schema;
  const inner = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, tamed(value)]));
  if (schema.type === 'array')
    return { ...inner, maxItems: smaller(schema.maxItems, Math.max(FEW, numberOr(schema.minItems, 0))) };
  if (schema.type !== 'integer' && schema.type !== 'number') return inner;
  const least = numberOr(schema.minimum, 0);
  const minimum = least < -SMALL ? 0 : least;
  return { ...inner, minimum, maximum: smaller(schema.maximum, minimum + SMALL) };
}

function mix(value: unknown, scalars: readonly unknown[], dice: Dice): unknown {
  if (Array.isArray(value)) return value.map((one) => mix(one, scalars, dice));
  if (isRecord(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([key, one]) => [key, key === 'type' ? one : mix(one, scalars, dice)]),
    );
  }
  if (dice.below(2) === 0) return value;
  const alike = scalars.filter((scalar) => typeof scalar === typeof value);
  return dice.pick(alike) ?? value;
}

function scalarsIn(value: unknown): unknown[] {
  if (Array.isArray(value)) return [value.length, ...value.flatMap(scalarsIn)];
  if (isRecord(value)) return Object.values(value).flatMap(scalarsIn);
  return value === undefined ? [] : [value];
}

function smaller(bound: unknown, than: number): number {
  return Math.min(numberOr(bound, than), than);
}

function numberOr(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
