import type { Handlers } from '../answer.ts';
import type { ApiDeps } from '../deps.ts';
import { customerHandlers } from './handlers.ts';
import { customerListHandlers } from './lists.ts';
import { mergingHandlers } from './merging.ts';
import type { customerRoutes } from './routes.ts';
import { timelineHandlers } from './timeline.ts';

/** The handlers of all that `customerRoutes` says. */
export function customerPart(deps: ApiDeps): Handlers<(typeof customerRoutes)[number]['operationId']> {
  return {
    ...customerHandlers(deps),
    ...customerListHandlers(deps),
    ...mergingHandlers(deps),
    ...timelineHandlers(deps),
  };
}
