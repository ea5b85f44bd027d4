import type { Model, TypeDefinition, TypeName } from '../model.ts';
import { compileCell, type Passes } from './compile.ts';
import { parseCell } from './parse.ts';
import { plainTemporal } from './temporal.ts';

/** Whether a value of JSON is surely of a type as it stands: null is of every one. What is not so is for others to say. */
export type Certain = (value: unknown) => boolean;

const TEMPORAL: ReadonlySet<TypeName> = new Set([
  'date',
  'time',
  'date and time',
  'days and time duration',
  'years and months duration',
]);

/** As many types as may stand for each other; those that go round end here. */
const DEEPEST = 12;

/** Of each type of a model once, since types may name the same ones again and again. */
type Known = Map<TypeName, Certain | undefined>;
const known = new WeakMap<Model, Known>();

/**
 * Undefined for types of which no value is certain: lists, functions, those whose tests only FEEL can read, and those
 * made of themselves.
 */
export function certainOf(name: TypeName | undefined, model: Model): Certain | undefined {
  const definition = model.types?.find((type) => type.name === name);
  if (definition !== undefined) return certainOfDefined(definition, model);
  switch (name) {
    case undefined:
    case 'Any':
      return (value) => value === null || isScalar(value) || isContext(value);
    case 'number':
      return (value) => value === null || Number.isFinite(value);
    case 'string':
    case 'boolean':
      return (value) => value === null || typeof value === name;
    default:
      return TEMPORAL.has(name)
        ? (value) => value === null || (typeof value === 'string' && plainTemporal(value)?.type === name)
        : undefined;
  }
}

function certainOfDefined(definition: TypeDefinition, model: Model): Certain | undefined {
  const types: Known = known.get(model) ?? new Map();
  known.set(model, types);
  if (!types.has(definition.name)) {
    types.set(definition.name, undefined);
    types.set(definition.name, certainBy(definition, model));
  }
  return types.get(definition.name);
}

/** As `certain`, and passing these tests; undefined where only FEEL can read them. */
function narrowed(certain: Certain | undefined, tests: string | undefined): Certain | undefined {
  if (certain === undefined || tests === undefined) return certain;
  const cell = parseCell(tests);
  if (cell.kind === 'beyond') return undefined;
  const passes: Passes = compileCell(cell);
  return (value) => certain(value) && (value === null || passes(value));
}

/** The type at the end of a path, through names that stand for others; undefined where nothing is said of it. */
export function typeAt(
  name: TypeName | undefined,
  path: readonly string[],
  model: Model,
): TypeName | undefined {
  let at: Pick<TypeDefinition, 'type' | 'fields'> = name === undefined ? {} : { type: name };
  for (const field of path) {
    at = resolved(at, model);
    at = at.fields?.find((each) => each.name === field) ?? {};
  }
  return resolved(at, model).type;
}

export function isTemporal(type: TypeName | undefined): boolean {
  return type !== undefined && TEMPORAL.has(type);
}

function resolved(
  named: Pick<TypeDefinition, 'type' | 'fields'>,
  model: Model,
): Pick<TypeDefinition, 'type' | 'fields'> {
  let at = named;
  for (let depth = 0; depth < DEEPEST && at.fields === undefined; depth += 1) {
    const next = model.types?.find((type) => type.name === at.type);
    if (next === undefined) return at;
    at = next;
  }
  return at;
}

function certainBy(definition: TypeDefinition, model: Model): Certain | undefined {
  const { type, list, fields, function: signature, allowed, constraint } = definition;
  if (list || signature !== undefined) return undefined;
  const whole = fields === undefined ? certainOf(type, model) : certainFields(fields, model);
  // Tests of dates and durations are of values, and these are texts still.
  if ((allowed ?? constraint) !== undefined && isTemporal(typeAt(type, [], model))) return undefined;
  return narrowed(narrowed(whole, allowed), constraint);
}

function certainFields(fields: readonly TypeDefinition[], model: Model): Certain | undefined {
  const checks: [string, Certain][] = [];
  for (const field of fields) {
    const certain = certainBy(field, model);
    if (certain === undefined) return undefined;
    checks.push([field.name, certain]);
  }
  return (value) =>
    value === null ||
    (isContext(value) &&
      checks.every(([name, certain]) => !Object.hasOwn(value, name) || certain(value[name])));
}

function isScalar(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
}

function isContext(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
