import type { Expression, FunctionDefinition, Model, Parameter, Table, Tree, TypeName } from '../model.ts';
import { partsOf } from '../parts-of.ts';
import { ANY, type ValueType, valueTypeOf } from './value-type.ts';

/** A table or tree and where it stands. */
export interface Site {
  readonly model: Model;
  /** Name of the decision or the knowledge; behind the names of the models that it was imported through. */
  readonly owner: string;
  /** The decision by its name alone, where what it answers is what this table or tree answers. */
  readonly asked?: string;
  /** Names of entries, items and the like, down to it, from the owner's logic. */
  readonly path: readonly string[];
  readonly logic: Table | Tree;
  readonly names: Names;
  /** The type of what it answers, where its only output names none itself. */
  readonly type?: TypeName;
}

/** What a name in FEEL stands for: what comes from outside may have any value of its type, what is computed not. */
export interface Named {
  readonly kind: 'input' | 'parameter' | 'computed';
  readonly type: ValueType;
}
export type Names = ReadonlyMap<string, Named>;

/** Every table and tree of the model and of those that it imports, also inside functions and boxed expressions. */
export function sitesOf(model: Model, prefix = ''): Site[] {
  const names = namesOf(model);
  const decisions = model.decisions.flatMap((decision) => {
    if (decision.logic === undefined) return [];
    const owner = `${prefix}${decision.name}`;
    const place = { model, owner, path: [], ...(prefix === '' ? { asked: decision.name } : {}) };
    return sitesIn(decision.logic, place, names, decision.type);
  });
  const knowledge = (model.knowledge ?? []).flatMap((known) =>
    sitesIn(known.function, { model, owner: `${prefix}${known.name}`, path: [] }, names, known.type),
  );
  const imported = (model.imports ?? []).flatMap((source) =>
    sitesOf(source.model, `${prefix}${source.name}.`),
  );
  return [...decisions, ...knowledge, ...imported];
}

/** FEEL takes any space between the words of a name for one. */
export function plainName(text: string): string {
  return text.trim().replace(/\s+/g, ' ');
}

type Place = Pick<Site, 'model' | 'owner' | 'path' | 'asked'>;

function sitesIn(expression: Expression, place: Place, names: Names, type?: TypeName): Site[] {
  if (expression.kind === 'table' || expression.kind === 'tree') {
    const typed = type === undefined ? {} : { type };
    return [{ ...place, logic: expression, names, ...typed }];
  }
  if (expression.kind === 'function') return sitesInFunction(expression, place, names, type);
  return partsOf(expression).flatMap(([step, part, bound, partType]) =>
    sitesIn(
      part,
      { model: place.model, owner: place.owner, path: step === '' ? place.path : [...place.path, step] },
      withNames(names, bound ?? [], 'computed', place.model),
      partType,
    ),
  );
}

function sitesInFunction(
  definition: FunctionDefinition,
  place: Place,
  names: Names,
  type?: TypeName,
): Site[] {
  const { model, owner, path } = place;
  const inside = withNames(names, definition.parameters, 'parameter', model);
  return sitesIn(definition.body, { model, owner, path }, inside, type);
}

function namesOf(model: Model): Names {
  const names = new Map<string, Named>();
  for (const { name, type } of model.decisions) {
    names.set(plainName(name), { kind: 'computed', type: valueTypeOf(type, model) });
  }
  for (const { name, type } of model.inputs) {
    names.set(plainName(name), { kind: 'input', type: valueTypeOf(type, model) });
  }
  for (const { name } of [...(model.knowledge ?? []), ...(model.services ?? []), ...(model.imports ?? [])]) {
    names.set(plainName(name), { kind: 'computed', type: ANY });
  }
  return names;
}

function withNames(
  names: Names,
  more: readonly Parameter[],
  kind: Named['kind'],
  model: Model,
): ReadonlyMap<string, Named> {
  if (more.length === 0) return names;
  const all = new Map(names);
  for (const { name, type } of more) all.set(plainName(name), { kind, type: valueTypeOf(type, model) });
  return all;
}
