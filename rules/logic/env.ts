import type { Feel } from '../feel/feel.ts';
import { nameOf } from '../feel/name.ts';
import type { Evaluate, Fits, Run } from '../feel/run.ts';
import type { TypeName } from '../model.ts';
import type { TypeNames } from '../type-names.ts';
import { ANY, type Type } from '../types.ts';
import type { Issue } from '../unfit.ts';

/** Names that an expression may use, with what is known of their types; `open` where others may come besides. */
export class Names {
  readonly own: ReadonlyMap<string, Type>;
  readonly outer: Names | undefined;
  readonly open: boolean;

  constructor(own: ReadonlyMap<string, Type>, outer?: Names, open = outer?.open ?? false) {
    this.own = own;
    this.outer = outer;
    this.open = open;
  }

  find(name: string): Type | undefined {
    return this.own.get(name) ?? this.outer?.find(name);
  }

  /** How the name is written where it is known; `name` is spelled as `nameOf` does. */
  spelled(name: string): string | undefined {
    if (this.own.has(name)) return name;
    for (const known of this.own.keys()) if (nameOf(known) === name) return known;
    return this.outer?.spelled(name);
  }
}

interface Shared {
  readonly feel: Feel;
  readonly types: TypeNames;
  readonly issues: Issue[];
}

/** Where an expression stands while its model is made ready: what it may use, and what to call its place. */
export class Env {
  readonly shared: Shared;
  readonly names: Names;
  /** For people: `Routing, rule r3, score`. */
  readonly place: string;
  /** In the model's JSON. */
  readonly path: string;
  /** Name of the decision or the knowledge that this belongs to. */
  readonly owner: string;

  constructor(shared: Shared, names: Names, place = '', path = '', owner = '') {
    this.shared = shared;
    this.names = names;
    this.place = place;
    this.path = path;
    this.owner = owner;
  }

  /** Of a decision or of knowledge, with the names that it may use. */
  of(owner: string, path: string, names: Names): Env {
    return new Env(this.shared, names, owner, this.path === '' ? path : `${this.path}.${path}`, owner);
  }

  at(place: string, path: string): Env {
    const separator = path === '' || path.startsWith('[') || this.path === '' ? '' : '.';
    return new Env(
      this.shared,
      this.names,
      [this.place, place].filter((part) => part !== '').join(', '),
      this.path + separator + path,
      this.owner,
    );
  }

  with(names: Iterable<readonly [string, Type]>): Env {
    return new Env(this.shared, new Names(new Map(names), this.names), this.place, this.path, this.owner);
  }

  /** Only these names, whatever stands around. */
  only(names: Names): Env {
    return new Env(this.shared, names, this.place, this.path, this.owner);
  }

  /** Anything where no type is said; an unknown name is an issue. */
  type(name: TypeName | undefined): Type {
    if (name === undefined) return ANY;
    const type = this.shared.types.find(name, this);
    if (type === undefined) this.issue(`there is no type ${name}`);
    return type ?? ANY;
  }

  expression(text: string): Evaluate {
    return this.shared.feel.expression(text, this);
  }

  tests(text: string): Fits {
    return this.shared.feel.tests(text, this);
  }

  /** The values that tests name, in their order, as a list. */
  values(text: string): Evaluate {
    return this.shared.feel.expression(`[${text}]`, this);
  }

  /** The model is not fit; who evaluates it nevertheless gets null and a fault. */
  issue(message: string): (scope: unknown, run: Run) => null {
    const { issues } = this.shared;
    if (!issues.some((known) => known.path === this.path && known.message === message)) {
      issues.push({ path: this.path, message });
    }
    return (_scope, run) => run.fault('not-computable', this.place, message);
  }
}
