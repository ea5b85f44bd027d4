import type { Decider } from '../../../rules/decider.ts';
import type { Model } from '../../../rules/model.ts';
import { ModelUnfit } from '../../../rules/unfit.ts';
import { Refusal } from '../problem.ts';

const MOST_MISTAKES = 50;

/** Throws a 422 that says where each mistake of a model is; any other error as it is. */
export function notReady(error: unknown): never {
  if (!(error instanceof ModelUnfit)) throw error;
  const [first] = error.issues;
  throw new Refusal('model-not-valid', `The model cannot be used: ${first?.path} ${first?.message}.`, {
    members: { mistakes: error.issues.slice(0, MOST_MISTAKES) },
  });
}

/** Makes a model ready. Throws a `Refusal` where it cannot be. */
export async function readyOf(model: Model): Promise<Decider> {
  const { ready } = await import('../../../rules/ready.ts');
  return ready(model).catch(notReady);
}
