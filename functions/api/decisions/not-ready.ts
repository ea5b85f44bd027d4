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
