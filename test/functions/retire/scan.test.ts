import { expect, test } from 'vitest';
import { peek } from '../../../engine/kernel.ts';
import { retentionId, retentionKind } from '../../../records/kinds/retention.ts';
import { retiredKind } from '../../../records/kinds/retired.ts';
import { seed } from '../../engine/seed.ts';
import { who } from '../../flow/engines.ts';
import { createDice, type Dice } from '../../local/dice.ts';
import { DAY, type Office, withOffice } from './office.ts';

interface Case {
  readonly instance: string;
  readonly process: 'matter' | 'visit';
  readonly parent?: string;
  /** When it ended, where it has. */
  endedAt?: number;
}

/** A year of matters: begun, asked, called upon, closed and cancelled at random, with notes about some. */
async function liveThrough(office: Office, random: Dice): Promise<readonly Case[]> {
  const cases: Case[] = [];
  const open = () => cases.filter((one) => one.endedAt === undefined);
  const { world } = office;
  for (let step = 0; step < 60; step++) {
    world.pass(random.below(4 * DAY));
    const one = open()[random.below(open().length || 1)];
    const what = random.below(6);
    if (one === undefined || what <= 1) {
      cases.push({ instance: await office.begin(`c-${random.below(3)}`), process: 'matter' });
    } else if (what === 2 && one.process === 'matter') {
      if (peek((await world.engine.head(one.instance)).snapshot).value !== 'open') continue;
      cases.push({ instance: await office.call(one.instance), process: 'visit', parent: one.instance });
    } else if (what === 3) {
      await office.write(`instance/${one.instance}`, 'c-0');
    } else {
      const type = one.process === 'visit' ? 'leave' : 'close';
      if (what === 4) await office.send(one.instance, type);
      else {
        await world.engine.byHand({ instance: one.instance, kind: 'cancel', reason: 'test', who });
        await world.work();
      }
      for (const each of cases) {
        const head = await world.engine.head(each.instance);
        if (['done', 'cancelled', 'failed'].includes(head.status)) each.endedAt ??= head.at;
      }
    }
  }
  return cases;
}

test(`what retires over a random year is what a plain scan says (BATON_SEED=${seed})`, async () => {
  const random = createDice('retirement');
  await withOffice(async (office) => {
    const cases = await liveThrough(office, random);
    const days = { matter: 30, visit: 10 };
    let gone = new Set<string>();
    for (let round = 0; round < 5; round++) {
      if (random.below(2) === 0) {
        const process = random.below(2) === 0 ? 'matter' : 'visit';
        days[process] = 1 + random.below(60);
        const content = { process, days: days[process] };
        const rules = office.records.of(retentionKind);
        const rule = { content, who, at: office.world.now() };
        const before = await rules.get(retentionId(content));
        if (before === undefined) await rules.create({ id: retentionId(content), ...rule });
        else await rules.change(before, rule);
      }
      // Twice more than chains are deep, and records after all segments.
      for (let times = 0; times < 4; times++) await office.retire(undefined, 3);
      gone = scan(cases, days, office.world.now(), gone);
      const left = await Promise.all(
        cases.map(async ({ instance }) => ((await office.world.journal.head(instance)) ? [] : [instance])),
      );
      expect(left.flat().sort()).toEqual([...gone].sort());
      const stored = (await office.stored()).join('\n');
      for (const { instance } of cases) {
        const tombstone = await office.records.of(retiredKind).get(instance);
        expect(tombstone !== undefined).toBe(gone.has(instance));
        const others = stored.replaceAll(`retired/${instance}`, '').replaceAll(`#${instance}`, '');
        // A child that is left still names its parent.
        const isNamed = cases.some((one) => one.parent === instance && !gone.has(one.instance));
        if (gone.has(instance) && !isNamed) expect(others).not.toContain(instance);
        if (!gone.has(instance))
          expect(await office.world.engine.verify(instance)).toMatchObject({ intact: true });
      }
      office.world.pass(random.below(25 * DAY));
    }
    expect(cases.length).toBeGreaterThan(5);
  });
}, 120_000);

/** What has ended so long ago, and has no parent that is still there. */
function scan(
  cases: readonly Case[],
  days: { readonly matter: number; readonly visit: number },
  now: number,
  before: ReadonlySet<string>,
): Set<string> {
  const gone = new Set(before);
  for (const { instance, process, parent, endedAt } of [...cases, ...cases]) {
    if (endedAt === undefined || endedAt + days[process] * DAY > now) continue;
    if (parent === undefined || gone.has(parent)) gone.add(instance);
  }
  return gone;
}
