import type { Model, TypeDefinition, TypeName } from '../model.ts';
import type { ConstantType } from './between.ts';

/**
 * What a type's name means to the proof. Of a `scalar`, the unary tests that all of its values pass; `other` is what has
 * no order and no constants, such as a function.
 */
export type ValueType =
  | { readonly kind: 'scalar'; readonly of: ConstantType; readonly allowed: readonly string[] }
  | { readonly kind: 'any'; readonly allowed: readonly string[] }
  | { readonly kind: 'list'; readonly of: ValueType }
  | { readonly kind: 'context'; readonly fields: ReadonlyMap<string, ValueType> }
  | { readonly kind: 'other' }
  | { readonly kind: 'unknown'; readonly name: string };

const SCALARS: Readonly<Record<string, ConstantType>> = {
  number: 'number',
  string: 'string',
  boolean: 'boolean',
  date: 'date',
  time: 'time',
  'date and time': 'date and time',
  dateTime: 'date and time',
  'days and time duration': 'days and time duration',
  dayTimeDuration: 'days and time duration',
  'years and months duration': 'years and months duration',
  yearMonthDuration: 'years and months duration',
};

const OTHERS = /^(list|context|function|range|Null)\b/;

export const ANY: ValueType = { kind: 'any', allowed: [] };

/** What the name means in this model; no name is any type. */
export function valueTypeOf(name: TypeName | undefined, model: Model): ValueType {
  if (name === undefined || name === 'Any') return ANY;
  const own = model.types?.find((type) => type.name === name);
  if (own !== undefined) return ownType(own, model);
  const scalar = Object.hasOwn(SCALARS, name) ? SCALARS[name] : undefined;
  if (scalar !== undefined) return { kind: 'scalar', of: scalar, allowed: [] };
  if (OTHERS.test(name)) return { kind: 'other' };
  const source = model.imports?.find((imported) => name.startsWith(`${imported.name}.`));
  if (source === undefined) return { kind: 'unknown', name };
  const found = valueTypeOf(name.slice(source.name.length + 1), source.model);
  return found.kind === 'unknown' ? { kind: 'unknown', name } : found;
}

const known = new WeakMap<Model, Map<TypeName, ValueType>>();

/** Each of a model once. One that is made of itself is met on its way round as any type. */
function ownType(type: TypeDefinition, model: Model): ValueType {
  const types = known.get(model) ?? new Map<TypeName, ValueType>();
  known.set(model, types);
  const before = types.get(type.name);
  if (before !== undefined) return before;
  types.set(type.name, ANY);
  const made = definedType(type, model);
  types.set(type.name, made);
  return made;
}

/** The type of what stands at the end of the path, where the fields on the way are known. */
export function fieldType(type: ValueType, path: readonly string[]): ValueType {
  const [field, ...rest] = path;
  if (field === undefined) return type;
  const inner = type.kind === 'context' ? type.fields.get(field) : undefined;
  return inner === undefined ? ANY : fieldType(inner, rest);
}

/** Names of types that the model uses and that nothing defines, with where they stand. */
export function unknownTypes(model: Model): { name: TypeName; owner: string }[] {
  const used: { name: TypeName | undefined; owner: string }[] = [
    ...model.inputs.map((input) => ({ name: input.type, owner: input.name })),
    ...model.decisions.map((decision) => ({ name: decision.type, owner: decision.name })),
    ...(model.knowledge ?? []).flatMap((knowledge) => [
      { name: knowledge.type, owner: knowledge.name },
      ...knowledge.function.parameters.map(({ type }) => ({ name: type, owner: knowledge.name })),
    ]),
    ...(model.services ?? []).map((service) => ({ name: service.type, owner: service.name })),
    ...(model.types ?? []).flatMap((type) => namesIn(type).map((name) => ({ name, owner: type.name }))),
  ];
  return used.flatMap(({ name, owner }) =>
    name !== undefined && valueTypeOf(name, model).kind === 'unknown' ? [{ name, owner }] : [],
  );
}

function namesIn(type: TypeDefinition): TypeName[] {
  const own = type.type === undefined ? [] : [type.type];
  return [...own, ...(type.fields ?? []).flatMap((field) => namesIn(field))];
}

function definedType(type: TypeDefinition, model: Model): ValueType {
  if (type.function !== undefined) return { kind: 'other' };
  const element: ValueType =
    type.fields === undefined
      ? valueTypeOf(type.type, model)
      : {
          kind: 'context',
          fields: new Map(type.fields.map((field) => [field.name, definedType(field, model)])),
        };
  const narrowed = type.allowed === undefined ? element : narrow(element, type.allowed);
  if (type.list === true) return { kind: 'list', of: narrowed };
  return type.constraint === undefined ? narrowed : narrow(narrowed, type.constraint);
}

function narrow(type: ValueType, allowed: string): ValueType {
  if (type.kind !== 'scalar' && type.kind !== 'any') return type;
  return { ...type, allowed: [...type.allowed, allowed] };
}
