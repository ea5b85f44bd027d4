import type { Handlers } from '../answer.ts';
import type { ApiDeps } from '../deps.ts';
import { auditHandlers } from './audit.ts';
import { caseHandlers } from './cases.ts';
import { dmnHandlers } from './dmn.ts';
import { draftHandlers } from './drafts.ts';
import { evaluationHandlers } from './evaluation.ts';
import { listHandlers } from './lists.ts';
import { proofHandlers } from './proof.ts';
import { publishingHandlers } from './publishing.ts';
import type { decisionRoutes } from './routes.ts';
import { versionHandlers } from './versions.ts';
import { whatIfHandlers } from './what-if.ts';

/** The handlers of all operations on decisions. */
export function decisionPart(deps: ApiDeps): Handlers<(typeof decisionRoutes)[number]['operationId']> {
  return {
    ...listHandlers(deps),
    ...draftHandlers(deps),
    ...proofHandlers(deps),
    ...caseHandlers(deps),
    ...publishingHandlers(deps),
    ...versionHandlers(deps),
    ...dmnHandlers(deps),
    ...auditHandlers(deps),
    ...evaluationHandlers(deps),
    ...whatIfHandlers(deps),
  };
}
