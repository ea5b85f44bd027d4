import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import { createMigrateAll, type MigrationPage } from '../engine/migrate-all.ts';
import { createApp } from '../functions/api/app.ts';
import { mountDocs } from '../functions/api/docs.ts';
import { CannotStart } from './cannot-start.ts';
import { mountClock } from './clock-route.ts';
import type { Runtime } from './runtime.ts';

/**
 * The API on `http://127.0.0.1:port`, with its pages for people; `clock` lets whoever asks move time forward. Throws
 * `CannotStart` where the port is taken.
 */
export async function serve(
  runtime: Runtime,
  port: number,
  complain: (line: string) => void,
  { clock = false } = {},
): Promise<Server> {
  const app = createApp(
    {
      ...runtime,
      isLocal: true,
      report: (incident, error) => complain(`request failed (${incident}): ${String(error)}`),
    },
    {
      actors: true,
      docs(pages) {
        mountDocs(pages);
        mountFaults(pages, runtime);
        mountMigration(pages, runtime);
        mountClock(pages, runtime, clock);
      },
    },
  );
  const answer = getRequestListener(app.fetch);
  const server = createServer((request, response) => {
    if (isOurs(request.headers)) return answer(request, response);
    response.writeHead(403, { 'content-type': 'application/problem+json' });
    return response.end(JSON.stringify(FOREIGN));
  });
  server.listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') throw new CannotStart(`Port ${port} is taken; set BATON_PORT to another.`);
    throw new CannotStart(`Port ${port} cannot be opened (${code}).`);
  }
  return server;
}

const FOREIGN = {
  type: 'urn:baton:problem:foreign-page',
  title: 'Asked by a page of another site',
  status: 403,
  detail: 'This server answers under 127.0.0.1 and localhost only, and no page of another site.',
  code: 'foreign-page',
};

/** Nobody is identified yet: a page of another site, or a name that was bent to this machine, must not get in. */
function isOurs({ host = '', origin }: IncomingHttpHeaders): boolean {
  const own = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;
  return own.test(host) && (origin === undefined || own.test(origin.replace(/^http:\/\//, '')));
}

/** How long requests that are under way may take to end. */
const PATIENCE_MS = 5000;

/** Takes no more requests and answers those that are under way, but waits some seconds at most. */
export async function shut(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  const idle = setInterval(() => server.closeIdleConnections(), 20);
  const late = setTimeout(() => server.closeAllConnections(), PATIENCE_MS);
  await closed;
  clearInterval(idle);
  clearTimeout(late);
}

/** The demonstration's switch: what the next orders shall fail at. Only where the server runs locally. */
function mountFaults(app: Hono, { faults }: Runtime): void {
  app.put('/local/faults', async (c) => {
    const asked = (await c.req.json().catch(() => ({}))) as Partial<Record<keyof typeof faults, unknown>>;
    for (const name of ['number', 'mail'] as const) {
      const count = asked[name];
      if (typeof count === 'number' && Number.isInteger(count) && count >= 0) faults[name] = count;
    }
    return c.json(faults);
  });
}

/** A page of `npm run migrate`. Only where the server runs locally. */
function mountMigration(app: Hono, runtime: Runtime): void {
  const migrateAll = createMigrateAll(runtime);
  app.post('/local/migrate', async (c) => {
    const { process, next, so } = (await c.req.json().catch(() => ({}))) as Partial<MigrationPage>;
    if (!runtime.definitions.list().some((one) => one.process === process)) return c.json({}, 404);
    const page = { segment: 0, of: 1, process: String(process), ...(next && { next }), ...(so && { so }) };
    return c.json(await migrateAll(page));
  });
}
