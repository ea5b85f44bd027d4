import type { AnyStateMachine } from 'xstate';
import type { Assignment } from './entry.ts';
import type { Issue } from './errors.ts';

/** A value that fits its schema, or what is wrong with it. */
export type Parsed = { readonly value: Record<string, unknown> } | { readonly issues: readonly Issue[] };

/** A JSON Schema (draft 2020-12). */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** What an inline actor may know besides its input: never a clock, never I/O. */
export interface InlineScope {
  readonly instance: string;
  /** Epoch milliseconds at which the transition takes effect. */
  readonly at: number;
  /** Reference data (a table, a calendar): the entry says in which revision. Throws where there is none. */
  reference(kind: string, id: string): unknown;
  /** The same, undefined where there is none. */
  find(kind: string, id: string): unknown;
  /** What a decision answers, in the version that is in force for the instance at `at`: the entry records it. */
  decide(decision: string, facts: Readonly<Record<string, unknown>>): unknown;
}

/** A pure computation: its result is part of the commit that asked for it. Throwing leads to `onError`. */
export type Inline = (input: never, scope: InlineScope) => unknown;

/** How the outside world's failures are handled for one effect. */
export interface EffectPolicy {
  readonly attempts: number;
  /** Milliseconds after which the wait for the outcome is itself a failure. */
  readonly deadline: number;
  /** Out of attempts or time: `fail` leads to `onError`, `hold` waits for a person to retry. */
  readonly exhausted: 'fail' | 'hold';
  /** The state machine outside that does it, by name; absent where a performer does. */
  readonly stateMachine?: string;
  parseOutput(value: unknown): { readonly value: unknown } | { readonly issues: readonly Issue[] };
}

/** Where a state lies in a later version; null where it is gone; by context where it is split. */
export type Place = string | null | ((context: never, leaves: readonly string[]) => string | null);

/** How an instance of an earlier version becomes one of the version that has this. */
export interface Migration {
  readonly from: number;
  /** By the path of an earlier state: where it lies now, and all that is in it. */
  readonly states: Readonly<Record<string, Place>>;
  /** By the path of a region that the earlier version has not: the leaf in which it begins. */
  readonly regions: Readonly<Record<string, Place>>;
  /** History states that lie elsewhere, or null where they are gone. What they remember follows `states`. */
  readonly history: Readonly<Record<string, string | null>>;
  /** Timers with another name, or null where they are gone; `timerName` names them. */
  readonly timers: Readonly<Record<string, string | null>>;
  /** Invoked actors with another id, or null where they are gone. */
  readonly actors: Readonly<Record<string, string | null>>;
  /** Contexts of the earlier version, for checks. */
  readonly samples: readonly unknown[];
  context(context: never, leaves: readonly string[]): unknown;
}

/** A wait for a person, as its state says: who does it, by what events, until when. */
export interface TaskPolicy {
  /** A role, or the field of the context that names it: `roleOf` tells. */
  readonly role: string | { readonly context: string };
  readonly title: Readonly<Record<string, string>>;
  /** Types of the events that complete it; the schema of each is its form. */
  readonly does: readonly string[];
  /** Milliseconds from its opening, or the name of a delay of the setup; absent: no time is set. */
  readonly due?: number | string;
  readonly assign: Assignment;
}

/** All that the engine knows of a process: its machine, its schemas, what it wants done. */
export interface Definition {
  readonly process: string;
  readonly version: number;
  readonly title: Readonly<Record<string, string>>;
  readonly machine: AnyStateMachine;
  readonly effects: Readonly<Record<string, EffectPolicy>>;
  readonly inline: Readonly<Record<string, Inline>>;
  /** Decisions that its inline actors ask, by their ids. */
  readonly decisions?: readonly string[];
  /** Child machines by the name under which the machine starts them: instances of these processes. */
  readonly children: Readonly<Record<string, { readonly process: string }>>;
  /** Waits for a person, by the dotted path of their states. */
  readonly tasks: Readonly<Record<string, TaskPolicy>>;
  /** Milliseconds that an instance is kept after it has ended, where the process says so. */
  readonly retention?: number;
  /** Where a company may change it without code: what it may set. The machine reads it as reference data. */
  readonly settings?: { parse(value: unknown): Parsed };
  /** From which earlier versions an instance can come, and how. */
  readonly migrations: readonly Migration[];
  parseInput(value: unknown): Parsed;
  /** Whether a context fits: asked of what a migration makes, not of each transition. */
  parseContext(value: unknown): { readonly value: unknown } | { readonly issues: readonly Issue[] };
  /** `value` is the whole event, `type` included; a type that the schema lacks is an issue at `/type`. */
  parseEvent(value: unknown): Parsed;
  readonly eventTypes: readonly string[];
  /** JSON Schemas for people and programs, made when first asked for. */
  jsonSchemas(): {
    readonly input: JsonSchema;
    readonly context: JsonSchema;
    readonly events: Readonly<Record<string, JsonSchema>>;
    readonly output: JsonSchema;
    /** What only parent and children send. */
    readonly internal: Readonly<Record<string, JsonSchema>>;
    /** What each effect and each child gives back, by its name. */
    readonly outputs: Readonly<Record<string, JsonSchema>>;
    /** What a company may set, with its defaults. */
    readonly settings?: JsonSchema;
  };
  /** The business key (an order's number), where the context has one. */
  key(context: never): string | undefined;
  /** The customer's id, where the process has one. */
  customer(context: never): string | undefined;
}

/** A definition that is loaded when it is first needed: a cold start pays for the processes that it serves. */
export interface DefinitionSource {
  readonly process: string;
  readonly version: number;
  load(): Promise<Definition>;
}

/** Where definitions come from; the bundled files are its first adapter. */
export interface Definitions {
  /** The given version, or the newest; undefined where there is none. Throws `NotDurable`. */
  get(process: string, version?: number): Promise<Definition | undefined>;
  /** Every process with its versions, both in order; nothing is loaded. */
  list(): readonly { readonly process: string; readonly versions: readonly number[] }[];
}
