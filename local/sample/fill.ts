import { access, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { CannotStart } from '../cannot-start.ts';
import { createStandingClock, openClock } from '../clock.ts';
import { createClient, type Instance } from '../demo/client.ts';
import { employees } from '../demo/company.ts';
import { openRuntime } from '../runtime.ts';
import { serve } from '../server.ts';
import { createAgenda } from './agenda.ts';
import { createChance } from './chance.ts';
import { begin, lastDays, plan } from './company.ts';
import { DAY, someoneOf, type World } from './world.ts';

/** How large a company is, and for how long it has been there. */
export interface Size {
  readonly customers: number;
  readonly days: number;
}

const SIZE: Size = { customers: 200, days: 120 };
const SEED = 20_260_301;

/** What Baton keeps in a folder, besides the lock and the clock. */
const KEPT = ['store', 'mail', 'sms', 'files', 'key'];

/**
 * Fills an empty folder with a company and its history of some months, up to now. What is half made
 * when the process is killed is marked: `sampleIsUnfinished`, and made anew the next time. Throws `CannotStart` where
 * the folder is not empty.
 */
export async function fillWithSample(
  folder: string,
  tell: (line: string) => void,
  size: Size = SIZE,
): Promise<void> {
  const unfinished = await sampleIsUnfinished(folder);
  const endsAt = (await openClock(folder)).now();
  const startsAt = endsAt - size.days * DAY;
  const clock = createStandingClock(startsAt);
  const prepare = async () => {
    if (!unfinished) return;
    tell('The sample company of the last time was not finished: it is made anew.');
    await Promise.all(KEPT.map((name) => rm(join(folder, name), { recursive: true, force: true })));
  };
  const runtime = await openRuntime(folder, () => {}, { clock, prepare });
  try {
    if (!unfinished && !(await runtime.isEmpty())) {
      throw new CannotStart(`The store in ${folder} is not empty; --sample fills an empty one.`);
    }
    await writeFile(markOf(folder), 'A sample company is being made here.\n');
    tell(`Making a company of ${size.customers} customers, ${size.days} days long; this takes some minutes.`);
    const server = await serve(runtime, 0, () => {}, { clock: true });
    try {
      const { port } = server.address() as AddressInfo;
      await live(createClient(`http://127.0.0.1:${port}`), { startsAt, endsAt, tell, ...size });
    } finally {
      server.close();
      server.closeAllConnections();
    }
  } finally {
    await runtime.close();
  }
  await rm(markOf(folder));
  tell('The sample company is ready.');
}

/** Whether a sample company was begun in the folder and not finished: nothing of it is good for anything. */
export async function sampleIsUnfinished(folder: string): Promise<boolean> {
  return access(markOf(folder)).then(
    () => true,
    () => false,
  );
}

function markOf(folder: string): string {
  return join(folder, 'sample-unfinished');
}

interface Span extends Size {
  readonly startsAt: number;
  readonly endsAt: number;
  readonly tell: (line: string) => void;
}

/** The days of the company, one after the other. */
async function live(client: World['client'], { startsAt, endsAt, tell, customers }: Span): Promise<void> {
  let time = startsAt;
  const agenda = createAgenda(endsAt);
  const chance = createChance(SEED);
  const world: World = {
    client,
    chance,
    agenda,
    now: () => time,
    someone: someoneOf(client, chance, () => time),
  };
  const people = await begin(world, employees, customers);
  plan(world, people, { startsAt, endsAt, customers });
  lastDays(world, endsAt);
  let told = 0;
  await agenda.run(async (moment) => {
    // What was planned for before the first day is done on it.
    const next = Math.max(moment, time);
    await client.pass(next - time);
    time = next;
    const done = Math.floor(((time - startsAt) / (endsAt - startsAt)) * 10) * 10;
    if (done === told) return;
    told = done;
    const day = new Date(time).toISOString().slice(0, 10);
    tell(`  ${String(done).padStart(3)}%  ${day}`);
  });
  const instances = await client.all<Instance>('/instances');
  const counts = new Map<string, number>();
  for (const { process } of instances) counts.set(process, (counts.get(process) ?? 0) + 1);
  tell(
    `  ${[...counts]
      .sort()
      .map(([process, count]) => `${count} ${process}`)
      .join(', ')}`,
  );
}
