/** One route of the HTTP API, as plain data: gateways, documentation and handlers are made from it. */
export interface Route {
  /** Names the handler, and the operation in OpenAPI. */
  readonly operationId: string;
  readonly method: 'GET' | 'POST';
  /** API Gateway's and OpenAPI's form: `/instances/{instance}`. */
  readonly path: string;
  readonly tag: 'Customers' | 'Instances' | 'Definitions' | 'Service';
  readonly summary: string;
  readonly description?: string;
  /** The status of success. */
  readonly status: 200 | 201;
  /** True where `If-Match` with a revision is honoured; elsewhere it is refused. */
  readonly ifMatch?: true;
  /** Codes of the problems that are this route's own: `problem.ts` knows each, and a test holds them to it. */
  readonly problems: readonly string[];
}

/** Every route, in the order of the documentation. It imports nothing, so that infrastructure can read it. */
export const routes = [
  {
    operationId: 'createCustomer',
    method: 'POST',
    path: '/customers',
    tag: 'Customers',
    summary: 'Create a customer',
    description: 'Name and mail are encrypted before they are stored. Processes refer to the customer by id.',
    status: 201,
    problems: [],
  },
  {
    operationId: 'getCustomer',
    method: 'GET',
    path: '/customers/{customer}',
    tag: 'Customers',
    summary: 'Read a customer',
    status: 200,
    problems: ['customer-not-found'],
  },
  {
    operationId: 'startInstance',
    method: 'POST',
    path: '/instances',
    tag: 'Instances',
    summary: 'Start an instance of a process',
    description: 'The instance is on the newest version of the process and stays on it.',
    status: 201,
    problems: ['invalid-input', 'event-failed', 'conflict', 'too-large'],
  },
  {
    operationId: 'listInstances',
    method: 'GET',
    path: '/instances',
    tag: 'Instances',
    summary: 'List instances',
    description:
      'Pages are full except the last, whose `cursor` is null. The list may lag behind by moments; a single instance never does.',
    status: 200,
    problems: ['invalid-cursor'],
  },
  {
    operationId: 'getInstance',
    method: 'GET',
    path: '/instances/{instance}',
    tag: 'Instances',
    summary: 'Read an instance',
    status: 200,
    problems: ['instance-not-found'],
  },
  {
    operationId: 'sendEvent',
    method: 'POST',
    path: '/instances/{instance}/events',
    tag: 'Instances',
    summary: 'Send an event to an instance',
    description:
      'Answers with the instance after it. `accepts` of an instance says which events it takes now.',
    status: 200,
    ifMatch: true,
    problems: [
      'instance-not-found',
      'event-not-accepted',
      'finished',
      'conflict',
      'revision-mismatch',
      'invalid-event',
      'reserved-event',
      'event-failed',
      'too-large',
    ],
  },
  {
    operationId: 'readJournal',
    method: 'GET',
    path: '/instances/{instance}/journal',
    tag: 'Instances',
    summary: 'Read what happened to an instance, oldest first',
    status: 200,
    problems: ['instance-not-found', 'invalid-cursor'],
  },
  {
    operationId: 'getRevision',
    method: 'GET',
    path: '/instances/{instance}/revisions/{revision}',
    tag: 'Instances',
    summary: 'Read an instance as it was at a revision',
    status: 200,
    problems: ['instance-not-found', 'revision-not-found'],
  },
  {
    operationId: 'verifyInstance',
    method: 'GET',
    path: '/instances/{instance}/verification',
    tag: 'Instances',
    summary: "Check the chain of hashes over an instance's whole journal",
    status: 200,
    problems: ['instance-not-found'],
  },
  {
    operationId: 'retryIncident',
    method: 'POST',
    path: '/instances/{instance}/incident/retry',
    tag: 'Instances',
    summary: 'Perform again the effects that wait for a person',
    description: 'The body may be left out.',
    status: 200,
    problems: ['instance-not-found', 'no-incident', 'finished', 'conflict', 'too-large'],
  },
  {
    operationId: 'listDefinitions',
    method: 'GET',
    path: '/definitions',
    tag: 'Definitions',
    summary: 'List the processes',
    status: 200,
    problems: [],
  },
  {
    operationId: 'getDefinition',
    method: 'GET',
    path: '/definitions/{process}',
    tag: 'Definitions',
    summary: 'Read a process: its states and transitions, and the schemas of its input, context and events',
    status: 200,
    problems: ['definition-unknown'],
  },
  {
    operationId: 'getHealth',
    method: 'GET',
    path: '/health',
    tag: 'Service',
    summary: 'Say that the service runs',
    status: 200,
    problems: [],
  },
  {
    operationId: 'getOpenApi',
    method: 'GET',
    path: '/openapi.json',
    tag: 'Service',
    summary: 'Read this description (OpenAPI 3.1)',
    status: 200,
    problems: [],
  },
] as const satisfies readonly Route[];

export type OperationId = (typeof routes)[number]['operationId'];
