import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { Place, Running } from './place.ts';

/** Characters in a part of the file, about. */
const PART_CHARACTERS = 3_000_000;
/** Every so many rows there is one that means an earlier one, and one that is wrong. */
const TWICE = 10;
const WRONG = 50;

export interface ImportOptions {
  readonly rows: number;
  readonly kills: number;
  readonly dryRun: boolean;
  readonly duplicates: 'skip' | 'create';
  readonly progress: (line: string) => void;
}

/** What came of an import whose server was killed again and again. */
export interface Imported {
  /** As the API tells it in the end. */
  readonly state: unknown;
  readonly tally: Readonly<Record<string, number>>;
  /** How often its server was killed. */
  readonly killed: number;
  /** What it should be. */
  readonly wanted: Readonly<Record<string, number>>;
  /** Names that the store has more than once, and those that it lacks or has too many. */
  readonly twice: number;
  readonly strange: number;
  /** The most megabytes that a server took of the machine's memory. */
  readonly peakMb: number;
  readonly seconds: number;
}

interface Progress {
  readonly state: string;
  readonly items: number | null;
  readonly tally: Readonly<Record<string, number>>;
}

const nameOf = (row: number) => `Person ${row} Example`;
const isWrong = (row: number) => row % WRONG === 7;
const isTwice = (row: number) => row % TWICE === 5;

function lineOf(row: number): string {
  const mail = isWrong(row) ? 'none' : `person.${isTwice(row) ? row - 4 : row}@example.com`;
  return `${nameOf(row)},${mail},+4915${String(100_000_000 + row)},"vip;x",Street ${row},Berlin,DE\n`;
}

/** The file, part by part: one after the other is in memory. */
function* partsOf(rows: number): Generator<string, void> {
  let text = 'name,email,phone,tags,street,city,country\n';
  for (let row = 0; row < rows; row++) {
    text += lineOf(row);
    if (text.length < PART_CHARACTERS && row < rows - 1) continue;
    yield text;
    text = '';
  }
}

/**
 * Imports a file of so many rows over HTTP into a server that is killed so many times: while it plans, and then each time
 * that another part of the rows is through. Looks for every customer afterwards.
 */
export async function importThroughKills(place: Place, options: ImportOptions): Promise<Imported> {
  const { rows, kills, dryRun, duplicates, progress } = options;
  const folder = place.folder('data');
  let server = await place.listening(folder);
  let peakMb = 0;
  const began = performance.now();

  async function ask<T>(method: string, path: string, json?: object, revision?: number): Promise<T> {
    const headers = { 'content-type': 'application/json', ...(revision && { 'if-match': `"${revision}"` }) };
    const body = json === undefined ? {} : { body: JSON.stringify(json) };
    const reply = await fetch(server.base + path, { method, headers, ...body });
    if (reply.status >= 300) throw new Error(`${method} ${path} was answered with ${reply.status}.`);
    return (await reply.json()) as T;
  }

  async function kill(): Promise<void> {
    peakMb = Math.max(peakMb, await peakOf(server));
    await server.end('SIGKILL');
    server = await place.listening(folder, server.port);
  }

  const count = [...partsOf(rows)].length;
  const { import: id } = await ask<{ import: string }>('POST', '/imports', {
    ...{ format: 'csv', parts: count, duplicates },
  });
  let number = 0;
  for (const text of partsOf(rows)) await ask('PUT', `/imports/${id}/file/${++number}`, { text });
  await ask('POST', `/imports/${id}/start`, { dryRun }, count + 1);
  progress(`${rows} rows in ${count} parts are there`);

  let told: Progress = { state: 'planning', items: null, tally: {} };
  let killed = 0;
  // A look costs as much as some rows.
  for (; told.state !== 'done'; await pause(Math.max(50, rows / 100))) {
    told = await ask<Progress>('GET', `/imports/${id}`);
    if (told.state === 'failed') break;
    const through = sum(told.tally);
    const due = killed === 0 || (told.items !== null && through > ((killed - 1) / kills) * told.items);
    if (killed === kills || !due || told.state === 'done') continue;
    killed += 1;
    progress(`kill ${killed}: ${told.state}, ${through} rows are through`);
    await kill();
  }
  peakMb = Math.max(peakMb, await peakOf(server));
  progress('looking for every customer');
  const found = await names(ask);
  const there = new Set(found);
  const all = Array.from({ length: rows }, (_, row) => row);
  const made = all.filter((row) => !isWrong(row) && (duplicates === 'create' || !isMeant(row)));
  const wanted = new Set(dryRun ? [] : made.map(nameOf));
  const counts = { created: made.length, invalid: all.filter(isWrong).length };
  return {
    state: told.state,
    tally: told.tally,
    killed,
    wanted: { ...counts, duplicate: rows - counts.created - counts.invalid, updated: 0, ambiguous: 0 },
    twice: found.length - there.size,
    strange:
      found.filter((name) => !wanted.has(name)).length +
      [...wanted].filter((name) => !there.has(name)).length,
    peakMb,
    seconds: (performance.now() - began) / 1000,
  };
}

/** Whether an earlier row that counts has its mail. */
function isMeant(row: number): boolean {
  return isTwice(row) && !isWrong(row - 4);
}

async function names(ask: <T>(method: string, path: string) => Promise<T>): Promise<readonly string[]> {
  const all: string[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const onward: string = cursor === '' ? '' : `&cursor=${cursor}`;
    const page: { items: { name: string }[]; cursor: string | null } = await ask(
      'GET',
      `/customers?limit=100${onward}`,
    );
    all.push(...page.items.map(({ name }) => name));
    cursor = page.cursor;
  }
  return all;
}

function sum(tally: Readonly<Record<string, number>>): number {
  return Object.values(tally).reduce((all, one) => all + one, 0);
}

/** Megabytes of the machine's memory that a process has had at most. */
async function peakOf({ pid }: Running): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
}
