import { describe, expect, test } from 'vitest';
import { createCompany } from './create-company.ts';
import { call, spin } from './gallery.ts';
import { later } from './outside.ts';

const definitions = [call, spin];
const done = { dial: { number: 7 }, book: {} };

describe('effects', () => {
  test('are performed at once by what stands in for the world', async () => {
    const booked: unknown[] = [];
    const book = (input: { number: number }) => {
      booked.push(input);
      return {};
    };
    const company = await createCompany({ definitions, performers: { dial: { number: 7 }, book } });
    const one = await company.start('call', {});
    expect([one.status, booked]).toEqual(['done', [{ number: 7 }]]);
    expect(company.effects).toMatchObject([
      { effect: 'dial', input: {}, output: { number: 7 }, instance: one.id },
      { effect: 'book', input: { number: 7 }, output: {} },
    ]);
  });

  test('that fail are tried again after their pauses, and lead to onError when their tries are used up', async () => {
    const company = await createCompany({ definitions, performers: done });
    company.fail('dial', 'engaged');
    const one = await company.start('call', {});
    expect([one.state, one.awaits]).toEqual(['dialling', ['dial']]);
    await company.pass({ seconds: 12 });
    expect([one.status, one.context]).toEqual(['done', { why: 'engaged', number: 0 }]);
    const seconds = company.effects.map(({ at, error }) => [(at - Date.UTC(2026, 0, 1, 12)) / 1000, error]);
    expect(seconds).toEqual([0, 2, 12].map((after) => [after, 'engaged']));
  });

  test('that fail for some tries only succeed afterwards', async () => {
    const company = await createCompany({ definitions, performers: done });
    company.fail('dial', 'engaged', { tries: 2 });
    const one = await company.start('call', {});
    await company.pass({ minutes: 1 });
    expect([one.status, one.context.number, company.effects.length]).toEqual(['done', 7, 4]);
  });

  test('that are held wait for a person, who has them tried again once the cause is mended', async () => {
    const company = await createCompany({ definitions, performers: done });
    company.fail('book', 'closed', { permanent: true });
    const one = await company.start('call', {});
    expect([one.state, one.held]).toEqual(['booking', [{ effect: 'book', code: 'closed', attempts: 1 }]]);
    await company.pass({ days: 3 });
    expect(one.state).toBe('booking');
    company.mend('book');
    await one.retry();
    expect(one.status).toBe('done');
  });

  test('that are for later wait until the test says what comes of them', async () => {
    const company = await createCompany({ definitions, performers: { dial: later, book: later } });
    const one = await company.start('call', {});
    expect([one.awaits, company.effects]).toEqual([['dial'], []]);
    await one.succeed('dialled', { number: 3 });
    expect([one.context.number, one.awaits]).toEqual([3, ['book']]);
    await one.fail('book', 'closed');
    expect(one.held).toMatchObject([{ effect: 'book', code: 'closed' }]);
    await expect(one.succeed('dial')).rejects.toThrow('No effect dial is awaited.');
  });

  test('are performed otherwise from now on', async () => {
    const company = await createCompany({ definitions, performers: { dial: { number: 1 }, book: later } });
    const first = await company.start('call', {});
    company.perform({ dial: { number: 2 } });
    const second = await company.start('call', {});
    expect([first, second].map(({ context }) => context.number)).toEqual([1, 2]);
    expect(first.awaits).toEqual(['book']);
  });

  test('that have no outcome within their time have failed', async () => {
    const company = await createCompany({ definitions, performers: { dial: later } });
    const one = await company.start('call', {});
    await company.pass({ minutes: 59 });
    expect(one.status).toBe('active');
    await company.pass({ minutes: 1 });
    expect(one.context).toMatchObject({ why: 'deadline' });
  });

  test('that fail without a code of their own fail as unexpected, and what they said is nowhere', async () => {
    const dial = () => {
      throw new Error('Jane Doe does not answer.');
    };
    const company = await createCompany({ definitions, performers: { dial } });
    const one = await company.start('call', {});
    await company.pass({ minutes: 1 });
    expect(one.context).toMatchObject({ why: 'unexpected' });
    expect(JSON.stringify([one.journal, company.effects])).not.toContain('Jane');
  });

  test('that give back what they may not have failed', async () => {
    const company = await createCompany({ definitions, performers: { dial: { number: 'seven' } } });
    expect((await company.start('call', {})).context).toMatchObject({ why: 'invalid-output' });
  });

  test('that nobody performs are an error of the test', async () => {
    const company = await createCompany({ definitions });
    await expect(company.start('call', {})).rejects.toThrow('Nobody performs the effect dial');
  });

  test('that never end are an error too', async () => {
    const company = await createCompany({ definitions, performers: { turn: {} } });
    await expect(company.start('spin', {})).rejects.toThrow(
      /^This never settles: .* spin, .* result xstate.done.actor.turned/,
    );
  });
});
