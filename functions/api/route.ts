export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One route of the HTTP API, as plain data: gateways, documentation and handlers are made from it. */
export interface Route {
  /** Names the handler, and the operation in OpenAPI. */
  readonly operationId: string;
  readonly method: Method;
  /** API Gateway's and OpenAPI's form: `/instances/{instance}`. */
  readonly path: string;
  /** The part of the API that it belongs to. */
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  /** The status of success. */
  readonly status: 200 | 201;
  /** What it answers on success, where that is a text and no JSON. */
  readonly type?: 'image/svg+xml' | 'text/plain' | 'application/xml';
  /** Where `If-Match` with a revision is honoured, and where it must be there; elsewhere it is refused. */
  readonly ifMatch?: true | 'required';
  /** Where its body is what a web form posts (`application/x-www-form-urlencoded`), not JSON. */
  readonly form?: true;
  /** Where its body may be a file of DMN (`application/xml` or `text/xml`) instead of JSON. */
  readonly dmn?: true;
  /** Where its success may be a redirection as well: 303 with `Location`. */
  readonly redirects?: true;
  /** The most bytes of its body, where that is not `MOST_BYTES`. */
  readonly mostBytes?: number;
  /** Codes of the problems that are this route's own: `problem.ts` knows each, and a test holds them to it. */
  readonly problems: readonly string[];
}
