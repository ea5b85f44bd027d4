import type { HttpRequest } from '@smithy/types';

/** Where the requests to a table go, and the region that they are signed for. */
export interface Route {
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number | undefined;
  readonly path: '/';
  /** The header `host`. */
  readonly host: string;
  readonly region: string;
}

/** How the credential of a request that is signed for DynamoDB ends. */
const SCOPE = /\/([^/]+)\/dynamodb\/aws4_request,/;

/**
 * The route of a request that the SDK has made and signed. Undefined where it is signed in another way than by
 * Signature Version 4, or goes to another path than `/`.
 */
export function routeOf(request: HttpRequest): Route | undefined {
  const { protocol, hostname, port, path, query, username, headers } = request;
  const { host } = headers;
  const region = SCOPE.exec(headers.authorization ?? '')?.[1];
  const plain = path === '/' && username === undefined && Object.keys(query ?? {}).length === 0;
  if (!plain || host === undefined || region === undefined) return undefined;
  return { protocol, hostname, port, path, host, region };
}
