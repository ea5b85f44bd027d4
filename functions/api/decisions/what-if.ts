import type { Handlers } from '../answer.ts';
import type { ApiDeps } from '../deps.ts';
import { jobHandlers } from '../jobs/handlers.ts';
import { checkDecision } from './found.ts';

/** Asking what would have been decided: a job like any other, asked for where the decision is. */
export function whatIfHandlers(deps: ApiDeps): Handlers<'askWhatIf'> {
  const { createWhatIf } = jobHandlers(deps);
  return {
    async askWhatIf({ path: { decision }, body, ...call }) {
      await checkDecision(deps, decision);
      return createWhatIf({ ...call, path: {}, body: { decision, ...body } });
    },
  };
}
