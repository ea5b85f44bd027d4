import type { Handlers } from '../answer.ts';
import type { ApiDeps } from '../deps.ts';
import { taskHandlers } from './handlers.ts';
import { taskListHandlers } from './lists.ts';
import type { taskRoutes } from './routes.ts';

/** The handlers of all that `taskRoutes` says. */
export function taskPart(deps: ApiDeps): Handlers<(typeof taskRoutes)[number]['operationId']> {
  return { ...taskHandlers(deps), ...taskListHandlers(deps) };
}
