import type { Handlers } from './answer.ts';
import { attachmentRoutes } from './attachments/routes.ts';
import { bulkRoutes } from './bulk/routes.ts';
import { customerRoutes } from './customers/routes.ts';
import { decisionRoutes } from './decisions/routes.ts';
import { definitionRoutes } from './definitions/routes.ts';
import type { ApiDeps } from './deps.ts';
import { eventRoutes } from './events/routes.ts';
import { exportRoutes } from './exports/routes.ts';
import { importRoutes } from './imports/routes.ts';
import { instanceRoutes } from './instances/routes.ts';
import { jobRoutes } from './jobs/routes.ts';
import { later } from './later.ts';
import { leadRoutes } from './leads/routes.ts';
import { recordRoutes } from './records/routes.ts';
import { segmentRoutes } from './segments/routes.ts';
import { serviceRoutes } from './service/routes.ts';
import { taskRoutes } from './tasks/routes.ts';
import { templateRoutes } from './templates/routes.ts';

/** Every handler, in parts that load when they are first asked for. An operation without one does not compile. */
export function handlersOf(deps: ApiDeps): Handlers {
  return {
    ...later(customerRoutes, async () => (await import('./customers/part.ts')).customerPart(deps)),
    ...later(recordRoutes, async () => (await import('./records/handlers.ts')).recordHandlers(deps)),
    ...later(attachmentRoutes, async () =>
      (await import('./attachments/handlers.ts')).attachmentHandlers(deps),
    ),
    ...later(segmentRoutes, async () => (await import('./segments/handlers.ts')).segmentHandlers(deps)),
    ...later(templateRoutes, async () => (await import('./templates/handlers.ts')).templateHandlers(deps)),
    ...later(leadRoutes, async () => (await import('./leads/handlers.ts')).leadHandlers(deps)),
    ...later(instanceRoutes, async () => (await import('./instances/part.ts')).instancePart(deps)),
    ...later(eventRoutes, async () => (await import('./events/handlers.ts')).eventHandlers(deps)),
    ...later(taskRoutes, async () => (await import('./tasks/part.ts')).taskPart(deps)),
    ...later(jobRoutes, async () => (await import('./jobs/handlers.ts')).jobHandlers(deps)),
    ...later(bulkRoutes, async () => (await import('./bulk/handlers.ts')).bulkHandlers(deps)),
    ...later(importRoutes, async () => (await import('./imports/part.ts')).importFiles(deps)),
    ...later(exportRoutes, async () => (await import('./exports/handlers.ts')).exportHandlers(deps)),
    ...later(decisionRoutes, async () => (await import('./decisions/part.ts')).decisionPart(deps)),
    ...later(definitionRoutes, async () =>
      (await import('./definitions/handlers.ts')).definitionHandlers(deps),
    ),
    ...later(serviceRoutes, async () => (await import('./service/handlers.ts')).serviceHandlers(deps)),
  };
}
