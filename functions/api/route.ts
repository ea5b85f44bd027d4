/** One route of the HTTP API, as plain data: gateways, documentation and handlers are made from it. */
export interface Route {
  /** Names the handler, and the operation in OpenAPI. */
  readonly operationId: string;
  readonly method: 'GET' | 'POST';
  /** API Gateway's and OpenAPI's form: `/instances/{instance}`. */
  readonly path: string;
  /** The part of the API that it belongs to. */
  readonly tag: 'Customers' | 'Instances' | 'Events' | 'Tasks' | 'Definitions' | 'Service';
  readonly summary: string;
  readonly description?: string;
  /** The status of success. */
  readonly status: 200 | 201;
  /** True where `If-Match` with a revision is honoured; elsewhere it is refused. */
  readonly ifMatch?: true;
  /** Codes of the problems that are this route's own: `problem.ts` knows each, and a test holds them to it. */
  readonly problems: readonly string[];
}
