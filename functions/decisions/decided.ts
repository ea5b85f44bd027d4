import type { Decided, Facts } from '../../engine/deciding.ts';
import type { Decider } from '../../rules/decider.ts';

/** What a version says, as an instance's journal has it. */
export function decidedBy(decider: Decider): (facts: Facts) => Decided {
  const several = tablesIn(decider.model) > 1;
  return (facts) => {
    const { output, hits, faults } = decider.decide(facts);
    const [fault] = faults;
    return {
      output,
      rules: hits.flatMap(({ table, rules }) => (several ? rules.map((rule) => `${table}: ${rule}`) : rules)),
      ...(fault === undefined ? {} : { fault: { code: fault.code, place: fault.place } }),
    };
  };
}

/** How many tables and trees there are, wherever in the model they lie. */
function tablesIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const kind = 'kind' in value ? value.kind : undefined;
  const inside = Object.values(value).reduce<number>((sum, one) => sum + tablesIn(one), 0);
  return inside + (kind === 'table' || kind === 'tree' ? 1 : 0);
}
