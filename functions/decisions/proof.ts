import type { ProofFigures } from '../../records/kinds/decision.ts';
import type { Decider } from '../../rules/decider.ts';
import type { Model } from '../../rules/model.ts';
import { ModelUnfit } from '../../rules/unfit.ts';

/** Something that a person should know before a draft is published: an error hinders it, a warning is acknowledged. */
export interface Finding {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'note';
  /** False where it is only possible. */
  readonly certain: boolean;
  readonly place: {
    readonly table?: string;
    readonly within?: string;
    readonly rules?: readonly string[];
    readonly column?: string;
    /** Where in the model, where it cannot be made ready. */
    readonly path?: string;
  };
  readonly text: { readonly en: string; readonly zh: string };
  readonly example?: {
    readonly values: Readonly<Record<string, unknown>>;
    readonly inputs?: Readonly<Record<string, unknown>>;
    readonly ask?: string;
  };
}

export interface Proved extends ProofFigures {
  /** Errors first. */
  readonly findings: readonly Finding[];
  /** Absent where the model cannot be made ready. */
  readonly decider?: Decider;
}

/** What is missing in a model, and what contradicts itself. */
export async function proofOf(model: Model): Promise<Proved> {
  try {
    const { ready } = await import('../../rules/ready.ts');
    const decider = await ready(model);
    return { errors: 0, warnings: 0, exact: false, findings: [], decider };
  } catch (error) {
    if (!(error instanceof ModelUnfit)) throw error;
    return { errors: error.issues.length, warnings: 0, exact: false, findings: error.issues.map(unfit) };
  }
}

/** Where a model cannot be made ready, nothing else can be said of it. */
function unfit({ path, message }: ModelUnfit['issues'][number]): Finding {
  return {
    ...{ code: 'not-ready', severity: 'error', certain: true, place: { path } },
    text: { en: message, zh: message },
  };
}

export function figuresOf({ errors, warnings, exact }: ProofFigures): ProofFigures {
  return { errors, warnings, exact };
}
