import { plainExpression, plainTests } from '../cells/plain.ts';
import { PlainTemporal } from '../cells/plain-temporal.ts';
import { plainTemporal } from '../cells/temporal.ts';
import type { Model, TypeDefinition, TypeName } from '../model.ts';
import type { Feel } from './feel.ts';

/** Leaves to FEEL only what is not ordinary, and says of what takes too long where it stands. */
export function plainFirst(feel: Feel): Feel {
  return {
    ...feel,
    expression(text, env) {
      const plain = plainExpression(text, env.names, false);
      if (plain !== undefined) return plain;
      const evaluate = feel.expression(text, env);
      return (scope, run) => run.within(env.place, () => evaluate(scope, run));
    },
    tests(text, env) {
      const plain = plainTests(text);
      if (plain !== undefined) return plain;
      const fits = feel.tests(text, env);
      return (value, scope, run) => run.within(env.place, () => fits(value, scope, run));
    },
  };
}

/** What a model is made ready with first: says whether it takes FEEL, which costs a cold start to load. */
export class WithoutFeel implements Feel {
  /** Something was asked that only FEEL can do: what was made ready is of no use. */
  needed = false;
  readonly #dated: boolean;

  constructor(model: Model) {
    this.#dated = holdsTypes(model, (type) => type === 'date' || type.endsWith('duration'));
  }

  /** Only FEEL makes a date one with a time. */
  get midnight(): undefined {
    this.needed = true;
    return undefined;
  }

  expression: Feel['expression'] = (text, env) =>
    plainExpression(text, env.names, !this.#dated) ?? this.#need();

  tests: Feel['tests'] = (text) => plainTests(text) ?? this.#need();

  readTemporal: Feel['readTemporal'] = (text) => {
    const constant = plainTemporal(text);
    return constant === undefined ? null : new PlainTemporal(constant);
  };

  #need(): () => null {
    this.needed = true;
    return () => null;
  }
}

/** Whether times come in, which may have zones: only FEEL reads those. */
export function readsClocks(model: Model): boolean {
  return holdsTypes(model, (type) => type === 'time' || type === 'date and time');
}

function holdsTypes({ inputs, types = [] }: Model, asked: (type: TypeName) => boolean): boolean {
  const holds = ({ type, fields = [] }: Pick<TypeDefinition, 'type' | 'fields'>): boolean =>
    (type !== undefined && asked(type)) || fields.some(holds);
  return inputs.some(holds) || types.some(holds);
}
