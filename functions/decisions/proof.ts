import { bundledDecisions } from '../../decisions/bundled.ts';
import type { ProofFigures } from '../../records/kinds/decision.ts';
import type { Decider } from '../../rules/decider.ts';
import type { Model } from '../../rules/model.ts';
import type { Finding as Found } from '../../rules/proof/proof.ts';
import { ModelUnfit } from '../../rules/unfit.ts';
import { isBundled } from './deciders.ts';

/** What was found of a model, also where it cannot be made ready. */
export type Finding = Omit<Found, 'code' | 'place'> & {
  readonly code: Found['code'] | 'not-ready';
  /** `path`: where in the model, where it cannot be made ready. */
  readonly place: Found['place'] & { readonly path?: string };
};

export interface Proved extends ProofFigures {
  /** Errors first. */
  readonly findings: readonly Finding[];
  /** Absent where the model cannot be made ready. */
  readonly decider?: Decider;
}

/** What is missing in a model, what contradicts itself, and what processes that ask a decision of its id cannot use. */
export async function proofOf(model: Model): Promise<Proved> {
  try {
    const { ready } = await import('../../rules/ready.ts');
    const decider = await ready(model);
    const { errorsFirst, prove } = await import('../../rules/proof/prove.ts');
    const { checkGiven } = await import('../../rules/proof/check-given.ts');
    const { findings: found, proved } = prove(model);
    // Processes ask what comes with Baton: what takes its place is asked the same.
    const first = isBundled(model.id) ? await bundledDecisions[model.id]?.() : undefined;
    const findings = first === undefined ? found : errorsFirst([...checkGiven(model, first), ...found]);
    const count = (severity: Finding['severity']) =>
      findings.filter((one) => one.severity === severity).length;
    const isBeyond = findings.some(({ code }) => code === 'beyond-proof' || code === 'not-finished');
    const exact = !isBeyond && proved.every(({ finished }) => finished);
    return { errors: count('error'), warnings: count('warning'), exact, findings, decider };
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
