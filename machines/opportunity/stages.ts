import type { OpportunitySettings, Stage } from './settings.ts';

/** What is known of a deal. */
export interface Deal {
  readonly stage?: string | undefined;
  readonly valueMinor?: number | undefined;
  /** Codes of what is known: `value`, `closeDate`, `quote`, and facts of the company's own. */
  readonly known: readonly string[];
}

/** Where a deal stands, and what it lacks for each stage. */
export interface Survey {
  readonly stage: string;
  /** In percent; 0 where the pipeline no longer has the stage. */
  readonly probability: number;
  /** The value times the probability, in minor units, half rounded up; absent without a value. */
  readonly expectedMinor?: number | undefined;
  /** By stage: what must be known and is not. */
  readonly missing: Readonly<Record<string, string[]>>;
}

/** Looks at a deal through the pipeline of the settings. A deal without a stage stands in the first. */
export function surveyOf({ stage, valueMinor, known }: Deal, { stages }: OpportunitySettings): Survey {
  const at = stage ?? stages[0]?.id ?? '';
  const probability = stageOf(stages, at)?.probability ?? 0;
  const missing = stages.map(({ id, needs }) => [id, needs.filter((need) => !known.includes(need))] as const);
  return {
    stage: at,
    probability,
    ...(valueMinor !== undefined && { expectedMinor: expected(valueMinor, probability) }),
    missing: Object.fromEntries(missing),
  };
}

export function stageOf(stages: readonly Stage[], id: string): Stage | undefined {
  return stages.find((stage) => stage.id === id);
}

function expected(valueMinor: number, probability: number): number {
  return Number((BigInt(valueMinor) * BigInt(probability) + 50n) / 100n);
}
