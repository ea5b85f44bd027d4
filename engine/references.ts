import { type Asking, ask, DECISION, DecisionFailed, type DecisionInForce, type Facts } from './deciding.ts';
import type { Definition } from './definition.ts';
import type { Consulted, DecisionMade } from './entry.ts';
import { BatonError } from './errors.ts';
import type { Advanced } from './incoming.ts';
import type { Reference, References } from './ports.ts';

/** Reference data by `kind/id`: null where there is none, undefined where nobody has looked yet. */
export interface Data {
  get(name: string): Reference | null | undefined;
}

/** What one transition reads of reference data. */
export interface Reader {
  /** The value of the revision that was given. Throws `ReferenceMissing`, and `ReferenceWanted` where nobody looked. */
  read(kind: string, id: string): unknown;
  /** The same, undefined where there is none. Throws `ReferenceWanted`, and `ReferenceMissing` where it has no name. */
  find(kind: string, id: string): unknown;
  /** What the decision answers to these facts. Throws `DecisionMissing`, `DecisionFailed`, and `ReferenceWanted`. */
  decide(decision: string, facts: Facts, asking: Asking): unknown;
  /** What was read so far, each once. */
  consulted(): readonly Consulted[];
  /** What was decided so far. */
  decided(): readonly DecisionMade[];
  /** The first that nobody had looked for: what was computed since then is void. */
  wanted(): ReferenceWanted | undefined;
}

/** A transition reads what it was not given: look for it, and compute again. */
export class ReferenceWanted extends BatonError {
  readonly code = 'reference-wanted';
  readonly kind: string;
  readonly id: string;
  constructor(kind: string, id: string) {
    super(`The transition reads the ${kind} ${id}, which it was not given.`, { kind, id });
    this.kind = kind;
    this.id = id;
  }
}

/** A machine names reference data that is not there. */
export class ReferenceMissing extends Error {
  readonly code = 'reference-missing';
}

/** The name of reference data in `Data`. */
export function referenceName(kind: string, id: string): string {
  return `${kind}/${id}`;
}

/** Where nobody looks anything up, there is nothing. */
const NOTHING: Data = { get: () => null };

export function createReader(data: Data = NOTHING): Reader {
  const consulted = new Map<string, Consulted>();
  const decided: DecisionMade[] = [];
  let wanted: ReferenceWanted | undefined;

  function lookUp(kind: string, id: string): Reference | undefined {
    if (typeof id !== 'string') throw new ReferenceMissing(`A ${kind} is named by ${String(id)}.`);
    const found = data.get(referenceName(kind, id));
    if (found === undefined) {
      wanted ??= new ReferenceWanted(kind, id);
      throw wanted;
    }
    return found ?? undefined;
  }

  function find(kind: string, id: string): Reference | undefined {
    const found = lookUp(kind, id);
    if (found !== undefined) {
      consulted.set(referenceName(kind, id), { kind, id, revision: found.revision });
    }
    return found;
  }

  return {
    read(kind, id) {
      const found = find(kind, id);
      if (found === undefined) throw new ReferenceMissing(`There is no ${kind} ${id}.`);
      return found.value;
    },
    find: (kind, id) => find(kind, id)?.value,
    decide(decision, facts, asking) {
      const inForce = lookUp(DECISION, decision)?.value as DecisionInForce | undefined;
      const made = ask(inForce, decision, facts, asking);
      decided.push(made);
      if (made.fault !== undefined)
        throw new DecisionFailed(`The decision ${decision} gave no answer: ${made.fault.place}.`);
      return made.output;
    },
    decided: () => decided,
    consulted: () => [...consulted.values()],
    wanted: () => wanted,
  };
}

/** The kind under which a process finds its own settings, by its name. */
const SETTINGS = 'settings';

/**
 * Computes again and again until everything that is read has been looked for, each once. What a process has set is
 * looked for before the first time: most of its transitions read it.
 */
export async function informed(
  references: References | undefined,
  { process, settings }: Pick<Definition, 'process' | 'settings'>,
  compute: (data: Data) => Advanced,
): Promise<Advanced> {
  const data = new Map<string, Reference | null>();
  if (settings !== undefined) {
    data.set(referenceName(SETTINGS, process), (await references?.get(SETTINGS, process)) ?? null);
  }
  for (;;) {
    const advanced = compute(data);
    if (!('refusal' in advanced && advanced.refusal instanceof ReferenceWanted)) return advanced;
    const { kind, id } = advanced.refusal;
    data.set(referenceName(kind, id), (await references?.get(kind, id)) ?? null);
  }
}
