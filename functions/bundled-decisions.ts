import { bundledDecisions } from '../decisions/bundled.ts';
import { DECISION, type Deciding, type DecisionInForce } from '../engine/deciding.ts';
import type { References } from '../engine/ports.ts';
import type { Decider } from '../rules/decider.ts';
import type { Model } from '../rules/model.ts';

const made = new Map<string, Promise<DecisionInForce>>();

/** The decisions that come with Baton as reference data; revision 0, since nobody has published them. */
export const bundledDecisionData: References = {
  async get(kind, id) {
    const value = kind === DECISION ? await bundledDecision(id) : undefined;
    return value && { revision: 0, value };
  },
};

/** A decision that comes with Baton, in force always as version 0; undefined where there is none of this id. */
export async function bundledDecision(id: string): Promise<DecisionInForce | undefined> {
  const load = Object.hasOwn(bundledDecisions, id) ? bundledDecisions[id] : undefined;
  if (load === undefined) return undefined;
  const known = made.get(id) ?? load().then((model) => alwaysInForce(model, 0));
  made.set(id, known);
  return known;
}

/** A decision of this one version, in force always. Throws `ModelUnfit`. */
export async function alwaysInForce(model: Model, version: number): Promise<DecisionInForce> {
  const { ready } = await import('../rules/ready.ts');
  const deciding = { version, decide: decidedBy(await ready(model)) };
  return { at: () => deciding, version: async (wanted) => (wanted === version ? deciding : undefined) };
}

/** What a version says, as an instance's journal has it. */
function decidedBy(decider: Decider): Deciding['decide'] {
  const several = tablesIn(decider.model) > 1;
  return (facts) => {
    const { output, hits, faults } = decider.decide(facts);
    const [fault] = faults;
    return {
      output,
      rules: hits.flatMap(({ table, rules }) => (several ? rules.map((rule) => `${table}: ${rule}`) : rules)),
      ...(fault && { fault: { code: fault.code, place: fault.place } }),
    };
  };
}

/** How many tables and trees there are, wherever in the model they stand. */
function tablesIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const own = 'kind' in value && (value.kind === 'table' || value.kind === 'tree') ? 1 : 0;
  return Object.values(value).reduce<number>((sum, one) => sum + tablesIn(one), own);
}
