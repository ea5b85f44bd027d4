import type { Outcome } from '../../../rules/decider.ts';
import type { Handlers } from '../answer.ts';
import type { ApiDeps } from '../deps.ts';
import { Refusal } from '../problem.ts';
import { createAsked } from './asked.ts';
import { checkDecision } from './found.ts';
import type { EvaluationBody } from './outputs.ts';
import { withinTime } from './within-time.ts';

/** What Lambda answers at most, with something left for what is around it. */
const MOST_BYTES = 5 * 1024 * 1024;

/** Asking decisions outside of any process. */
export function evaluationHandlers(deps: ApiDeps): Handlers<'evaluateDecision'> {
  const asked = createAsked(deps);
  return {
    async evaluateDecision({ path: { decision }, body: { inputs, version: which } }) {
      await checkDecision(deps, decision);
      const { decider, version = null } = await asked(decision, which);
      const inTime = withinTime(deps, 'inputs were answered');
      const results: Outcome[] = [];
      let bytes = 0;
      for (const facts of Array.isArray(inputs) ? inputs : [inputs]) {
        const outcome = decider.decide(facts);
        bytes += Buffer.byteLength(JSON.stringify(outcome));
        if (bytes > MOST_BYTES) throw tooLarge(results.length);
        inTime(results.length);
        results.push(outcome);
      }
      return { status: 200, body: { decision, version, results } as EvaluationBody };
    },
  };
}

function tooLarge(fit: number): Refusal {
  const detail = `The answers to the first ${fit} inputs are all that fit: ask about fewer.`;
  return new Refusal('answer-too-large', detail, { members: { fit } });
}
