import type { Feel } from '../feel/feel.ts';
import { FeelFunction } from '../feel/function.ts';
import { fromJson } from '../feel/json.ts';
import type { Evaluate, Run } from '../feel/run.ts';
import { withinImport } from '../import-names.ts';
import type { Decision, Knowledge, Model, Service, TypeName } from '../model.ts';
import { TypeNames } from '../type-names.ts';
import { ANY, conform, type Type, UNFIT } from '../types.ts';
import type { Issue } from '../unfit.ts';
import { findCycles } from './cycles.ts';
import { Env, Names } from './env.ts';
import { compile } from './expression.ts';
import { Facts } from './facts.ts';
import { compileFunction } from './functions.ts';
import { compileService, givenTo } from './service.ts';
import { typed } from './typed.ts';

/** Something of a model that has a name and a value. */
export interface Node {
  readonly type: Type;
  readonly value: (facts: Facts, run: Run) => unknown;
}

/** A model's requirements: its decisions, inputs, knowledge and services, each a function of the facts. */
export class Graph {
  readonly model: Model;
  readonly types: TypeNames;
  readonly imports: ReadonlyMap<string, Graph>;
  readonly #feel: Feel;
  readonly #issues: Issue[];
  readonly #path: string;
  readonly #nodes = new Map<string, Node>();

  constructor(model: Model, feel: Feel, issues: Issue[], path = '') {
    this.model = model;
    this.#feel = feel;
    this.#issues = issues;
    this.#path = path;
    this.imports = new Map(
      model.imports?.map((each, index) => [
        each.name,
        new Graph(each.model, feel, issues, `${path}imports[${index}].model.`),
      ]),
    );
    this.types = new TypeNames(model, new Map([...this.imports].map(([name, graph]) => [name, graph.types])));
    this.#declare();
    for (const { path: at, message } of findCycles(model)) issues.push({ path: path + at, message });
  }

  node(name: string): Node | undefined {
    return this.#nodes.get(name);
  }

  /** The facts that these inputs are, each as a value of its type. */
  facts(inputs: Readonly<Record<string, unknown>>, run: Run, json: boolean): Facts {
    const values = new Map<string, unknown>();
    for (const [name, node] of this.#nodes) {
      if (!Object.hasOwn(inputs, name)) continue;
      const given = inputs[name];
      const value = conform(
        json ? fromJson(given, node.type, this.#feel.readTemporal) : given,
        node.type,
        run,
      );
      if (value === UNFIT) run.fault('invalid-input', name, 'it is not of its type, or not an allowed value');
      values.set(name, value === UNFIT ? null : value);
    }
    const imported = [...this.imports].map(([name, graph]): [string, Facts] => {
      const own = inputs[name];
      const given = typeof own === 'object' && own !== null ? { ...inputs, ...own } : inputs;
      return [name, graph.facts(given, run, json)];
    });
    return new Facts(values, new Map(imported));
  }

  /** The value of what has this name; null where nothing has. */
  value(name: string, facts: Facts, run: Run): unknown {
    if (facts.values.has(name)) return facts.values.get(name);
    const value = this.#nodes.get(name)?.value(facts, run) ?? null;
    facts.values.set(name, value);
    return value;
  }

  /** As `value`; a service is asked with the facts as its arguments. */
  ask(name: string, facts: Facts, run: Run): unknown {
    if (!this.#nodes.has(name)) return run.fault('not-computable', name, 'there is nothing with this name');
    const service = this.model.services?.find((each) => each.name === name);
    if (service === undefined) return this.value(name, facts, run);
    const called = this.value(name, facts, run);
    return called instanceof FeelFunction
      ? called.call(
          givenTo(service).map((each) => facts.values.get(each) ?? null),
          run,
        )
      : null;
  }

  #declare(): void {
    const { model } = this;
    // Types first: what uses a name wants to know its type.
    for (const [index, input] of model.inputs.entries())
      this.#name(input, `inputs[${index}]`, (_facts, run) =>
        run.fault('invalid-input', input.name, 'it is missing'),
      );
    const later: (() => void)[] = [];
    const declare = (
      named: { name: string; type?: TypeName },
      path: string,
      make: () => Node['value'],
      type?: Type,
    ) => {
      let made: Node['value'] = () => null;
      this.#name(named, path, (facts, run) => made(facts, run), type);
      later.push(() => {
        made = make();
      });
    };
    for (const [index, decision] of model.decisions.entries())
      declare(decision, `decisions[${index}]`, () => this.#decision(decision, `decisions[${index}]`));
    for (const [index, knowledge] of (model.knowledge ?? []).entries())
      declare(knowledge, `knowledge[${index}]`, () => this.#knowledge(knowledge, `knowledge[${index}]`), {
        kind: 'function',
      });
    for (const [index, service] of (model.services ?? []).entries())
      declare(service, `services[${index}]`, () => this.#service(service, `services[${index}]`), {
        kind: 'function',
      });
    for (const make of later) make();
  }

  #name(named: { name: string; type?: TypeName }, path: string, value: Node['value'], type?: Type): void {
    const env = this.#env(path, named.name);
    if (this.#nodes.has(named.name)) env.issue(`there are two with the name ${named.name}`);
    this.#nodes.set(named.name, { type: type ?? env.type(named.type), value });
  }

  #env(path: string, owner: string, names = new Names(new Map())): Env {
    const shared = { feel: this.#feel, types: this.types, issues: this.#issues };
    return new Env(shared, names, owner, this.#path + path, owner);
  }

  #decision(decision: Decision, path: string): Node['value'] {
    const env = this.#env(path, decision.name, this.#names(decision.requires, path));
    if (decision.logic === undefined) return () => null;
    const type = env.type(decision.type);
    return this.#within(decision.requires, typed(compile(decision.logic, env.at('', 'logic')), type, env));
  }

  #knowledge(knowledge: Knowledge, path: string): Node['value'] {
    const requires = [...(knowledge.requires ?? []), knowledge.name];
    const env = this.#env(path, knowledge.name, this.#names(requires, path));
    const make = compileFunction(knowledge.function, env.at('', 'function'), env.type(knowledge.type));
    return this.#within(
      knowledge.requires?.filter((name) => name !== knowledge.name),
      (scope, run) => {
        const around: Record<string, unknown> = Object.create(scope);
        around[knowledge.name] = make(around, run);
        return around[knowledge.name];
      },
    );
  }

  #service(service: Service, path: string): Node['value'] {
    const env = this.#env(path, service.name);
    const parameters = givenTo(service).map((name) => ({ name, type: this.#known(name, env) }));
    for (const name of [...service.output, ...(service.encapsulated ?? [])]) this.#known(name, env);
    return compileService(service, parameters, (name, facts, run) => this.value(name, facts, run), env);
  }

  #known(name: string, env: Env): Type {
    const node = this.#nodes.get(name) ?? this.#imported(name)?.node;
    if (node === undefined) env.issue(`there is nothing with the name ${name}`);
    return node?.type ?? ANY;
  }

  /** What `shared.Discount` means, where `shared` is an import. */
  #imported(name: string): { prefix: string; inner: string; graph: Graph; node: Node } | undefined {
    for (const [prefix, graph] of this.imports) {
      const inner = withinImport(name, prefix);
      const node = inner === undefined ? undefined : graph.node(inner);
      if (inner !== undefined && node !== undefined) return { prefix, inner, graph, node };
    }
    return undefined;
  }

  #names(requires: readonly string[] | undefined, path: string): Names {
    const env = this.#env(path, '');
    const known = new Map<string, Type>();
    const fields = new Map<string, Map<string, Type>>();
    for (const name of requires ?? []) {
      const imported = this.#nodes.has(name) ? undefined : this.#imported(name);
      if (imported === undefined) known.set(name, this.#known(name, env));
      else if (imported.prefix === '') known.set(imported.inner, imported.node.type);
      else
        fields.set(
          imported.prefix,
          (fields.get(imported.prefix) ?? new Map()).set(imported.inner, imported.node.type),
        );
    }
    for (const [prefix, inner] of fields) known.set(prefix, { kind: 'context', fields: inner });
    return new Names(known);
  }

  /** Computes what is required, then this. */
  #within(requires: readonly string[] | undefined, evaluate: Evaluate): Node['value'] {
    return (facts, run) => {
      const values: Record<string, unknown> = Object.create(null);
      for (const name of requires ?? []) {
        const imported = this.#nodes.has(name) ? undefined : this.#imported(name);
        if (imported === undefined) {
          values[name] = this.value(name, facts, run);
          continue;
        }
        const { prefix, inner, graph } = imported;
        const value = graph.value(inner, facts.imported.get(prefix) ?? facts, run);
        if (prefix === '') values[inner] = value;
        else values[prefix] = { ...(values[prefix] as object | undefined), [inner]: value };
      }
      return run.deeper(() => evaluate(values, run));
    };
  }
}
