import type { Handlers } from '../answer.ts';
import type { ApiDeps } from '../deps.ts';
import { decidedHandlers } from './decided.ts';
import { instanceHandlers } from './handlers.ts';
import { listHandlers } from './lists.ts';
import type { instanceRoutes } from './routes.ts';

/** The handlers of all that `instanceRoutes` says. */
export function instancePart(deps: ApiDeps): Handlers<(typeof instanceRoutes)[number]['operationId']> {
  return { ...instanceHandlers(deps), ...listHandlers(deps), ...decidedHandlers(deps) };
}
