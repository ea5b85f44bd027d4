import { CannotStart } from './cannot-start.ts';
import { settings } from './settings.ts';
import { spanOf } from './span.ts';

const USAGE =
  'npm run clock -- 3d (or 4h30m, 2w), or a moment such as 2026-03-01T09:00:00+08:00; alone: what time it is';
const DAY = 24 * 3_600_000;

class Refused extends Error {}

/** Reads the time of the Baton that runs, or moves it forward, a day at a time, and tells how far it is. */
async function run(args: readonly string[]): Promise<void> {
  const { port } = settings(process.env);
  const clock = `http://127.0.0.1:${port}/local/clock`;

  async function ask(forwardMs?: number): Promise<{ now: string; moments: number }> {
    const headers = { 'content-type': 'application/json' };
    const posted = { method: 'POST', headers, body: JSON.stringify({ forwardMs }) };
    const response = await fetch(clock, forwardMs === undefined ? {} : posted).catch(() => {
      throw new Refused(`No Baton runs at http://127.0.0.1:${port}.`);
    });
    const answer = (await response.json().catch(() => ({}))) as Partial<Record<'now' | 'detail', string>>;
    if (!response.ok) throw new Refused(answer.detail ?? `What runs at port ${port} has no clock.`);
    return answer as { now: string; moments: number };
  }

  const [wanted, ...more] = args;
  const { now } = await ask();
  if (wanted === undefined) return console.log(`It is ${now}.`);
  const span = spanOf(wanted);
  const target = span === undefined ? momentOf(wanted) : Date.parse(now) + span;
  if (target === undefined || more.length > 0) throw new Refused(USAGE);
  if (target < Date.parse(now)) throw new Refused(`It is ${now}: ${new Date(target).toISOString()} is past.`);
  let moments = 0;
  let reached = now;
  for (let left = target - Date.parse(now); left > 0; left -= DAY) {
    const passed = await ask(Math.min(left, DAY));
    reached = passed.now;
    moments += passed.moments;
  }
  console.log(`It was ${now}, it is ${reached}: something fell due ${moments} times.`);
}

function momentOf(text: string): number | undefined {
  return /T.*(Z|[+-]\d\d:\d\d)$/.test(text) && !Number.isNaN(Date.parse(text)) ? Date.parse(text) : undefined;
}

try {
  await run(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Refused || error instanceof CannotStart)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
