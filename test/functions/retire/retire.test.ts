import { describe, expect, test } from 'vitest';
import { messageKind } from '../../../records/kinds/message.ts';
import { noteKind } from '../../../records/kinds/note.ts';
import { retentionId, retentionKind } from '../../../records/kinds/retention.ts';
import { retiredKind } from '../../../records/kinds/retired.ts';
import { who } from '../../flow/engines.ts';
import { closedMatter, traces } from './closed-matter.ts';
import { DAY, withOffice } from './office.ts';

describe('an instance that has ended', () => {
  test('retires when its time is over, and leaves a tombstone and nothing else', async () => {
    await withOffice(async (office) => {
      const instance = await closedMatter(office, 'c-1');
      const { hash, revision, createdAt, at } = await office.world.engine.head(instance);
      office.world.pass(30 * DAY - 1);
      const before = await office.stored();
      expect(await office.retire()).toBe(0);
      expect(await office.stored()).toEqual(before);
      office.world.pass(1);
      expect(await office.retire()).toBe(7);
      expect(await traces(office, instance)).toEqual([]);
      expect([...office.files.kept]).toEqual([]);
      expect((await office.timeline.page(['c-1'], 99)).items).toEqual([]);
      expect((await office.records.of(retiredKind).get(instance))?.content).toEqual({
        ...{ process: 'matter', version: 1, status: 'done', revisions: revision, hash },
        ...{ createdAt, endedAt: at, retiredAt: office.world.now() },
      });
      expect(await office.retire()).toBe(0);
      expect(await office.world.reconcile({ rebuild: true })).toBe(0);
    });
  });

  test.each([
    ['that is cancelled', { kind: 'cancel' }, true],
    ['that is paused', { kind: 'pause' }, false],
  ] as const)('%s: %o', async (_, deed, goes) => {
    await withOffice(async (office) => {
      const instance = await office.begin('c-1');
      await office.world.engine.byHand({ instance, who, reason: 'test', ...deed });
      await office.world.work();
      office.world.pass(300 * DAY);
      expect(await office.retire()).toBe(goes ? 1 : 0);
      expect(await office.world.journal.head(instance)).toEqual(goes ? undefined : expect.anything());
    });
  });

  test('stays until everything of it was handed on', async () => {
    await withOffice(async (office) => {
      const start = { process: 'matter', input: { customer: 'c-1' }, who };
      const { instance } = (await office.world.engine.start(start)).entry;
      await office.world.send(instance, 'close');
      // Lists show it as ended, although nothing of it was handed on.
      await office.world.park(instance, new Error('A test.'));
      expect(await office.world.projection.get(instance)).toMatchObject({ status: 'done', relayed: 0 });
      office.world.pass(300 * DAY);
      expect(await office.retire()).toBe(0);
      await office.world.work();
      expect(await office.retire()).toBe(1);
    });
  });

  test('with a long journal goes whole', async () => {
    await withOffice(async (office) => {
      const instance = await office.begin('c-1');
      for (let n = 0; n < 120; n++) await office.world.send(instance, 'ask');
      await office.send(instance, 'close');
      office.world.pass(300 * DAY);
      await office.retire();
      expect(await traces(office, instance)).toEqual([]);
    });
  });

  test('takes no late message, and a key that comes again begins another life', async () => {
    await withOffice(async (office) => {
      const { world } = office;
      const instance = await closedMatter(office, 'c-1', 'key');
      const first = await world.engine.head(instance);
      world.pass(30 * DAY);
      await office.retire();
      for (const kind of ['relay', 'timer', 'effect'] as const) {
        await world.perform({ kind, instance, revision: 1, index: 0, attempt: 1 } as never);
      }
      expect([world.parked, world.queue.waiting(), await traces(office, instance)]).toEqual([[], [], []]);
      expect(await office.begin('c-1', 'key')).toBe(instance);
      await office.send(instance, 'close');
      expect(await world.projection.get(instance)).toMatchObject({ status: 'done', relayed: 2 });
      const second = await world.engine.head(instance);
      world.pass(30 * DAY);
      expect(await office.retire()).toBe(1);
      const tombstones = office.records.of(retiredKind);
      expect((await tombstones.at(instance, 1))?.content.hash).toBe(first.hash);
      expect((await tombstones.get(instance))?.content.hash).toBe(second.hash);
    });
  });
});

describe('a child', () => {
  test('stays for as long as its parent is there, and goes after it by its own rule', async () => {
    await withOffice(async (office) => {
      const { world } = office;
      const parent = await office.begin('c-1');
      const child = await office.call(parent);
      await office.send(child, 'leave');
      world.pass(300 * DAY);
      expect(await office.retire()).toBe(0);
      // A parent that is handed on anew starts its children anew: this one is still there.
      await world.reconcile({ rebuild: true });
      await world.work();
      expect((await world.engine.head(child)).status).toBe('done');
      await office.send(parent, 'close');
      world.pass(30 * DAY);
      await office.retire();
      await office.retire();
      expect(await traces(office, parent)).toEqual([]);
      expect(await traces(office, child)).toEqual([]);
    });
  });
});

describe('rules', () => {
  test('of the company take precedence over what a process says, from the next walk on', async () => {
    await withOffice(async (office) => {
      await closedMatter(office, 'c-1');
      const rules = office.records.of(retentionKind);
      const of = { process: 'matter' };
      const at = office.world.now();
      const { record } = await rules.create({ id: retentionId(of), content: { ...of, days: 60 }, who, at });
      office.world.pass(59 * DAY);
      expect(await office.retire()).toBe(0);
      await rules.change(record, { content: { ...of, days: 40 }, who, at });
      expect(await office.retire()).toBe(7);
    });
  });

  test('of another process of a like name are not its own', async () => {
    await withOffice(async (office) => {
      await closedMatter(office, 'c-1');
      const id = retentionId({ process: 'matter' });
      const content = { process: 'other', days: 3000 };
      await office.records.of(retentionKind).create({ id, content, who, at: 0 });
      office.world.pass(30 * DAY);
      expect(await office.retire()).toBe(7);
    });
  });

  test('let messages go when they are old, whatever they are about; notes of a customer stay', async () => {
    await withOffice(async (office) => {
      await office.write('customer/c-1', 'c-1');
      const instance = await office.begin('c-1');
      await office.write(`instance/${instance}`, 'c-1');
      const content = { records: 'message', days: 5 } as const;
      const rule = { id: retentionId(content), content, who, at: 0 };
      await office.records.of(retentionKind).create(rule);
      office.world.pass(5 * DAY - 1);
      expect(await office.retire()).toBe(0);
      office.world.pass(1);
      expect(await office.retire()).toBe(2);
      const all = { name: 'all', within: [], limit: 9 };
      expect((await office.records.of(messageKind).page(all)).items).toEqual([]);
      expect((await office.records.of(noteKind).page(all)).items).toHaveLength(2);
      expect((await office.stored()).filter((item) => item.includes('message/'))).toEqual([]);
      expect(office.files.kept.size).toBe(2);
    });
  });
});

describe('what is about an instance that is gone', () => {
  test('goes although it was removed before', async () => {
    await withOffice(async (office) => {
      const instance = await closedMatter(office, 'c-1');
      const notes = office.records.of(noteKind);
      const { items } = await notes.page({ name: 'all', within: [], limit: 9 });
      for (const note of items) {
        const gone = { content: note.content, who, at: office.world.now(), removed: true } as const;
        await notes.change(note, gone);
      }
      office.world.pass(30 * DAY);
      await office.retire();
      expect(await traces(office, instance)).toEqual([]);
    });
  });

  test('stays where a restore took the instance, and not its retirement', async () => {
    await withOffice(async (office) => {
      const instance = await closedMatter(office, 'c-1');
      await office.world.restore(instance, 0);
      office.world.pass(300 * DAY);
      expect(await office.retire()).toBe(0);
      const { items } = await office.records.of(noteKind).page({ name: 'all', within: [], limit: 9 });
      expect(items).toHaveLength(2);
    });
  });
});
