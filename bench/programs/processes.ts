import { itemBytes } from '../../adapters/attributes.ts';
import { encodeEntry } from '../../adapters/journal-item.ts';
import { advance } from '../../engine/advance.ts';
import { DECISION } from '../../engine/deciding.ts';
import { type Entry, sameToken } from '../../engine/entry.ts';
import type { Incoming } from '../../engine/incoming.ts';
import type { Data } from '../../engine/references.ts';
import { referenceName } from '../../engine/references.ts';
import { bundledReferenceData } from '../../functions/reference-data.ts';
import { type Company, openCompany } from '../../test/kit/company.ts';
import { clockOf, incomingOf } from '../../test/simulation/checker/incoming.ts';
import { type MainStory, mainStories, staff } from '../cases/main-stories.ts';
import { tableUnits } from '../cases/write-units.ts';
import { cpuOf } from '../rounds.ts';
import { median } from '../statistics.ts';
import { answer } from './answer.ts';

export interface ProcessesInput {
  readonly rounds: number;
  /** Transitions that are computed in one round, about. */
  readonly transitions: number;
}

/** A process in its main story. */
export interface ProcessFigures {
  /** Entries of the story. */
  readonly entries: number;
  /** Transitions per second of processor time. */
  readonly rate: number;
  /** Of an entry, on average, and of the largest. */
  readonly meanBytes: number;
  readonly mostBytes: number;
  /** Of the whole story's journal. */
  readonly units: number;
}

/** One journal, entry after entry, as `advance` computes it: the head's JSON in, the entry's JSON out. */
async function replayed(company: Company, journal: readonly Entry[]): Promise<() => number> {
  const first = journal[0];
  if (first === undefined) throw new Error('The story is empty.');
  const definition = company.inside.definitionOf(first);
  const known = new Map<string, { revision: number; value: unknown }>();
  for (const { references = [], decisions = [] } of journal) {
    const decided = decisions.map(({ decision }) => ({ kind: DECISION, id: decision }));
    for (const { kind, id } of [...references, ...decided]) {
      const found = await bundledReferenceData.get(kind, id);
      if (found !== undefined) known.set(referenceName(kind, id), found);
    }
  }
  const data: Data = { get: (name) => known.get(name) ?? null };
  const steps = journal.map((entry, place) => {
    const before = journal[place - 1];
    const around = {
      instance: entry.instance,
      commit: entry.commit,
      now: clockOf(entry, before, definition),
    };
    return {
      head: before && JSON.stringify(before),
      incoming: byWhoHasIt(incomingOf(entry, before), before),
      around: { ...around, data },
      hash: entry.hash,
    };
  });
  const once = (check: boolean) => {
    let written = 0;
    for (const { head, incoming, around, hash } of steps) {
      const advanced = advance(
        definition,
        head === undefined ? undefined : JSON.parse(head),
        incoming,
        around,
      );
      if ('refusal' in advanced) throw advanced.refusal;
      if (check && advanced.entry.hash !== hash) throw new Error(`${definition.process} went another way.`);
      written += JSON.stringify(advanced.entry).length;
    }
    return written;
  };
  once(true);
  return () => once(false);
}

/** The person who completes a task is not in the journal: it is whoever had it. */
function byWhoHasIt(incoming: Incoming, before: Entry | undefined): Incoming {
  if (incoming.kind !== 'event' || incoming.task === undefined) return incoming;
  const { task } = incoming;
  const { person = task.person } = before?.tasks.find((one) => sameToken(one, task)) ?? {};
  return { ...incoming, task: { ...task, person } };
}

async function measured(tell: MainStory, { rounds, transitions }: ProcessesInput): Promise<ProcessFigures> {
  const company = await openCompany({ staff, rules: {} });
  const customer = await company.customer({
    ...{ name: 'Ann Lee', email: 'ann@example.com', language: 'en', timeZone: 'Europe/Berlin' },
  });
  const { journal } = await tell(company, customer.id);
  const once = await replayed(company, journal);
  const times = Math.ceil(transitions / journal.length);
  const rates: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const cpu = await cpuOf(() => {
      for (let time = 0; time < times; time++) once();
    });
    rates.push((times * journal.length * 1e6) / cpu);
  }
  const items = journal.map(encodeEntry);
  const bytes = items.map((item) => itemBytes(item));
  await company.close();
  return {
    entries: journal.length,
    rate: median(rates),
    meanBytes: bytes.reduce((sum, one) => sum + one, 0) / bytes.length,
    mostBytes: Math.max(...bytes),
    units: items.reduce((sum, item) => sum + tableUnits(undefined, item), 0),
  };
}

await answer<ProcessesInput, Readonly<Record<string, ProcessFigures>>>(async (input, progress) => {
  const figures: Record<string, ProcessFigures> = {};
  for (const [process, tell] of Object.entries(mainStories)) {
    progress(process);
    figures[process] = await measured(tell, input);
  }
  return figures;
});
