import { attachmentRoutes } from './attachments/routes.ts';
import { bulkRoutes } from './bulk/routes.ts';
import { customerRoutes } from './customers/routes.ts';
import { decisionRoutes } from './decisions/routes.ts';
import { definitionRoutes } from './definitions/routes.ts';
import { eventRoutes } from './events/routes.ts';
import { exportRoutes } from './exports/routes.ts';
import { importRoutes } from './imports/routes.ts';
import { instanceRoutes } from './instances/routes.ts';
import { jobRoutes } from './jobs/routes.ts';
import { leadRoutes } from './leads/routes.ts';
import { recordRoutes } from './records/routes.ts';
import type { Method } from './route.ts';
import { segmentRoutes } from './segments/routes.ts';
import { serviceRoutes } from './service/routes.ts';
import { taskRoutes } from './tasks/routes.ts';
import { templateRoutes } from './templates/routes.ts';

/** Every route, in the order of the documentation. Lists of data and nothing else, so that infrastructure can read them. */
export const routes = [
  ...customerRoutes,
  ...recordRoutes,
  ...attachmentRoutes,
  ...segmentRoutes,
  ...templateRoutes,
  ...leadRoutes,
  ...instanceRoutes,
  ...eventRoutes,
  ...taskRoutes,
  ...jobRoutes,
  ...bulkRoutes,
  ...importRoutes,
  ...exportRoutes,
  ...decisionRoutes,
  ...definitionRoutes,
  ...serviceRoutes,
] as const;

export type OperationId = (typeof routes)[number]['operationId'];

/** A page for whoever follows a link of a mail: no operation of the API, and nobody logs in for it. */
export interface LinkRoute {
  readonly method: Method;
  readonly path: string;
  readonly summary: string;
}

/** What the links in mails lead to. Data and nothing else, so that infrastructure can read it. */
export const linkRoutes = [
  { method: 'GET', path: '/u/{token}', summary: 'Ask whether to unsubscribe; changes nothing' },
  { method: 'POST', path: '/u/{token}', summary: 'Unsubscribe, also by the one click of a mail program' },
  { method: 'GET', path: '/c/{token}', summary: 'Tell that a link was followed, and lead on to its address' },
] as const satisfies readonly LinkRoute[];
