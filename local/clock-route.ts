import type { Hono } from 'hono';
import * as z from 'zod';
import type { Runtime } from './runtime.ts';

/** As far as one request may move time: a client that wants more asks again. */
const MOST_MS = 366 * 24 * 3_600_000;
const WANTED = `\`forwardMs\` must be whole milliseconds, up to ${MOST_MS}: time only moves forward.`;

const move = z.strictObject({
  /** None: what is to be done now is done, and time stays. */
  forwardMs: z.int().min(0).max(MOST_MS),
});

/**
 * Reads time, and moves it forward; only where the server runs locally, and was started for that. The answer to a move
 * follows once all that fell due on the way has been carried out.
 */
export function mountClock(app: Hono, { now, passTo }: Runtime, movable: boolean): void {
  app.get('/local/clock', (c) => c.json({ now: new Date(now()).toISOString(), movable }));
  app.post('/local/clock', async (c) => {
    if (!movable) return c.json(problem(409, 'clock-stays', 'Start it with `npm start -- --clock`.'), 409);
    const asked = move.safeParse(await c.req.json().catch(() => undefined));
    if (!asked.success) return c.json(problem(422, 'invalid-body', WANTED), 422);
    const passed = await passTo(now() + asked.data.forwardMs);
    return c.json({
      was: new Date(passed.was).toISOString(),
      now: new Date(passed.now).toISOString(),
      moments: passed.moments,
    });
  });
}

function problem(status: number, code: string, detail: string) {
  const title = 'Time was not moved';
  return { type: `urn:baton:problem:${code}`, title, status, detail, code };
}
