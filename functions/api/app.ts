import type { Context } from 'hono';
import { Hono } from 'hono/tiny';
import { getPath } from 'hono/utils/url';
import { allowedAt } from './allowed.ts';
import type { Handler } from './answer.ts';
import type { ApiDeps } from './deps.ts';
import { handlersOf } from './handlers.ts';
import { invalidHeader, Refusal, toProblem } from './problem.ts';
import { orRetired } from './retired.ts';
import type { Route } from './route.ts';
import { linkRoutes, type OperationId, routes } from './routes.ts';

export interface AppOptions {
  /** What stands before the API's own paths in a URL: `/dev` behind a gateway's stage. `env` is Hono's. */
  readonly prefixOf?: (env: unknown) => string;
  /** Whether `Baton-Actor` is believed: only where nobody but the caller can reach the server. */
  readonly actors?: boolean;
  /** Adds pages for people; `mountDocs`, where the server runs locally. */
  readonly docs?: (app: Hono) => void;
}

// The API speaks JSON to programs: nothing of it may run, be framed or be kept.
const protective = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** The HTTP API. The same app answers on Lambda (`lambda.ts`) and under Node. */
export function createApp(deps: ApiDeps, options: AppOptions = {}): Hono {
  const prefixOf = options.prefixOf ?? (() => '');
  const app = new Hono({
    getPath: (request, given) => withoutPrefix(getPath(request), prefixOf(given?.env)),
  });
  const handlers = handlersOf(deps);

  function serve<O extends OperationId>(route: Route & { readonly operationId: O }): void {
    const handler: Handler<O> = handlers[route.operationId];
    app.on(route.method, route.path.replaceAll(/\{(\w+)\}/g, ':$1'), async (c) => {
      // The router would take `/instances/` for `/instances`: an empty id must not list them all.
      if (c.req.path.endsWith('/')) throw nothingHere();
      // The schemas load with the first request, so that a cold start does not wait for them.
      const { readCall } = await import('./call.ts');
      const reception = { prefix: prefixOf(c.env), actors: options.actors ?? false };
      const call = await readCall(route, c.req.raw, c.req.param(), reception);
      await checkActor(call.actor);
      const answer = await handler(call);
      const { type } = route;
      const headers = { ...protective, 'content-type': contentType(type), ...answer.headers };
      const body = type === undefined ? JSON.stringify(answer.body) : String(answer.body);
      return c.body(body, answer.status, headers);
    });
  }

  async function checkActor(actor: string | undefined): Promise<void> {
    if (actor === undefined || (await deps.staff.get(actor)) !== undefined) return;
    throw invalidHeader('Baton-Actor', 'names nobody who works here');
  }

  async function refuse(error: unknown, c: Context): Promise<Response> {
    const incident = deps.newId();
    const prefix = prefixOf(c.env);
    const told = await orRetired(deps, error, prefix);
    const problem = toProblem(told, incident, prefix);
    if (problem.report) await deps.report(incident, told);
    return c.body(JSON.stringify(problem.body), problem.status, { ...protective, ...problem.headers });
  }

  for (const route of routes) serve(route);
  for (const { method, path } of linkRoutes) {
    app.on(method, path.replace('{token}', ':token'), async (c) =>
      (await import('./links/answer.ts')).answerLink(deps, method, c),
    );
  }
  options.docs?.(app);
  app.notFound((c) => {
    const methods = allowedAt(c.req.path);
    if (methods.length === 0) return refuse(nothingHere(), c);
    const allow = methods.join(', ');
    if (c.req.method === 'OPTIONS') return c.body(null, 204, { ...protective, allow });
    const refusal = new Refusal('method-not-allowed', `This path takes ${allow}.`, { headers: { allow } });
    return refuse(refusal, c);
  });
  app.onError(refuse);
  return app;
}

function contentType(type: Route['type']): string {
  return type === undefined ? 'application/json' : `${type}; charset=utf-8`;
}

function nothingHere(): Refusal {
  return new Refusal('not-found', 'There is nothing at this path.');
}

function withoutPrefix(path: string, prefix: string): string {
  return prefix !== '' && path.startsWith(`${prefix}/`) ? path.slice(prefix.length) : path;
}
