import { withinImport } from './import-names.ts';
import type { Env } from './logic/env.ts';
import type { Model, TypeDefinition, TypeName } from './model.ts';
import { ANY, type Type } from './types.ts';

const FEEL: Readonly<Record<string, Type>> = {
  Any: ANY,
  any: ANY,
  number: { kind: 'number' },
  string: { kind: 'string' },
  boolean: { kind: 'boolean' },
  date: { kind: 'date' },
  time: { kind: 'time' },
  'date and time': { kind: 'date and time' },
  'days and time duration': { kind: 'days and time duration' },
  'years and months duration': { kind: 'years and months duration' },
  null: { kind: 'null' },
  Null: { kind: 'null' },
  context: { kind: 'context', fields: new Map() },
  list: { kind: 'list', of: ANY },
  range: { kind: 'range' },
  function: { kind: 'function' },
};

function builtIn(name: TypeName, env: Env): Type | undefined {
  const type = Object.hasOwn(FEEL, name) ? FEEL[name] : undefined;
  if (type?.kind !== 'date and time') return type;
  const { midnight } = env.shared.feel;
  return midnight ? { ...type, midnight } : type;
}

/** The types of a model by their names, those of its imports under the import's name and a dot. */
export class TypeNames {
  readonly #definitions: ReadonlyMap<string, TypeDefinition>;
  readonly #known = new Map<string, Type>();
  readonly #imports: ReadonlyMap<string, TypeNames>;

  constructor(model: Model, imports: ReadonlyMap<string, TypeNames>) {
    this.#definitions = new Map(model.types?.map((type) => [type.name, type]));
    this.#imports = imports;
  }

  /** Undefined where there is no such type. */
  find(name: TypeName, env: Env): Type | undefined {
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const definition = this.#definitions.get(name);
    if (definition === undefined) return builtIn(name, env) ?? this.#imported(name, env);
    // A type that is made of itself is met here on its way round: from then on, anything is of it.
    this.#known.set(name, ANY);
    const type = this.#define(definition, env);
    this.#known.set(name, type);
    return type;
  }

  #imported(name: TypeName, env: Env): Type | undefined {
    for (const [prefix, types] of this.#imports) {
      const inner = withinImport(name, prefix);
      const type = inner === undefined ? undefined : types.find(inner, env);
      if (type !== undefined) return type;
    }
    return undefined;
  }

  #define(definition: TypeDefinition, env: Env): Type {
    const at = env.at(definition.name, `types.${definition.name}`);
    const one = this.#narrowed(this.#one(definition, at), definition.allowed, at);
    const whole: Type = definition.list ? { kind: 'list', of: one } : one;
    return this.#narrowed(whole, definition.constraint, at);
  }

  #one(definition: TypeDefinition, env: Env): Type {
    if (definition.function) {
      const result =
        definition.function.result === undefined ? undefined : env.type(definition.function.result);
      return result === undefined ? { kind: 'function' } : { kind: 'function', result };
    }
    if (definition.fields)
      return {
        kind: 'context',
        fields: new Map(definition.fields.map((field) => [field.name, this.#define(field, env)])),
      };
    return definition.type === undefined ? ANY : env.type(definition.type);
  }

  #narrowed(type: Type, tests: string | undefined, env: Env): Type {
    if (tests === undefined) return type;
    return { ...type, tests: [...(type.tests ?? []), env.tests(tests)] };
  }
}
