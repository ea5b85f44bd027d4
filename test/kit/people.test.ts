import { describe, expect, test } from 'vitest';
import { noteKind } from '../../records/kinds/note.ts';
import { createCompany } from './create-company.ts';
import { watch } from './gallery.ts';

const definitions = [watch];
const staff = { ann: ['desk'], bob: ['desk'], cyd: ['stock'] };

async function opened() {
  const company = await createCompany({ definitions, staff });
  const customer = await company.customer({ name: 'Ada', email: 'ada@example.org' });
  return { company, customer };
}

describe('tasks', () => {
  test('are given in turn to those who are present', async () => {
    const { company, customer } = await opened();
    await company.away('bob', { days: 1 });
    const watches = [];
    for (let n = 0; n < 2; n++) watches.push(await company.start('watch', { customer: customer.id }));
    await company.pass({ days: 1 });
    for (let n = 0; n < 2; n++) watches.push(await company.start('watch', { customer: customer.id }));
    expect(watches.map((one) => one.task('enough').person)).toEqual(['ann', 'ann', 'bob', 'ann']);
    expect((await company.inbox('bob')).map(({ instance }) => instance)).toEqual([watches[2]?.id]);
    expect(await company.inbox('cyd')).toEqual([]);
  });

  test('that nobody could be given are given once somebody is there', async () => {
    const { company, customer } = await opened();
    for (const person of ['ann', 'bob']) await company.away(person, { hours: 1 });
    const one = await company.start('watch', { customer: customer.id });
    expect(one.task('enough').person).toBeUndefined();
    await company.pass({ hours: 2 });
    expect(one.task('enough').person).toBe('ann');
  });

  test('are completed by whoever has them, and by nobody without their role', async () => {
    const { company, customer } = await opened();
    const one = await company.start('watch', { customer: customer.id });
    await expect(one.task('on').complete({ type: 'enough' }, 'cyd')).rejects.toThrow(
      'cyd has not the role desk.',
    );
    await expect(one.task('on').complete({ type: 'enough' }, 'bob')).rejects.toMatchObject({
      code: 'task-taken',
    });
    expect(one.status).toBe('active');
    await one.task('on').complete({ type: 'enough' });
    expect(one.status).toBe('done');
    expect(() => one.task('on')).toThrow('There is no open task on; open are: none.');
  });

  test('pass from one person to another', async () => {
    const { company, customer } = await opened();
    const one = await company.start('watch', { customer: customer.id });
    await one.task('on').release();
    expect(one.task('on').person).toBeUndefined();
    await company.pass({ minutes: 15 });
    expect(one.task('on').person).toBe('bob');
    await one.task('on').assign('ann');
    expect(one.tasks).toMatchObject([{ state: 'on', role: 'desk', person: 'ann', does: ['enough'] }]);
  });
});

describe('records', () => {
  test('are told of to the processes that wait for them', async () => {
    const { company, customer } = await opened();
    const one = await company.start('watch', { customer: customer.id });
    const other = await company.start('watch', { customer: 'c-2' });
    const after = await company.change(customer, { language: 'zh', phone: '+4930901820' });
    expect(after).toMatchObject({ id: customer.id, name: 'Ada', language: 'zh' });
    expect([one.context.heard, other.context.heard]).toEqual([['language', 'phone'], []]);
  });

  test('of other kinds too', async () => {
    const { company, customer } = await opened();
    const one = await company.start('watch', { customer: customer.id });
    const note = { about: `customer/${customer.id}`, text: 'Called back.' };
    const written = await company.write(noteKind, note, { of: customer });
    await company.write(noteKind, { ...note, about: 'customer/c-2' });
    expect(one.context.heard).toEqual([written.id]);
    expect(written).toMatchObject(note);
  });

  test('are as the API takes them', async () => {
    const company = await createCompany({ definitions });
    await expect(company.customer({ name: 'Ada', mail: 'ada@example.org' })).rejects.toThrow('mail');
  });
});

describe('an event for whoever waits', () => {
  test('comes to every instance of the customer', async () => {
    const { company, customer } = await opened();
    await company.start('watch', { customer: customer.id });
    await company.start('watch', { customer: customer.id });
    await company.start('watch', { customer: 'c-2' });
    expect(await company.tell({ type: 'enough' }, { customer: customer.id })).toBe(2);
    expect(await company.tell({ type: 'enough' }, { customer: customer.id })).toBe(0);
    expect(company.instances({ customer: customer.id }).map(({ status }) => status)).toEqual([
      'done',
      'done',
    ]);
    expect(company.instances({ process: 'watch' }).map(({ status }) => status)).toEqual([
      'done',
      'done',
      'active',
    ]);
  });

  test('is refused where one who waits refuses it', async () => {
    const { company, customer } = await opened();
    const one = await company.start('watch', { customer: customer.id });
    const bad = company.tell({ type: 'note.created', record: 7 }, { customer: customer.id });
    await expect(bad).rejects.toMatchObject({ code: 'invalid-event' });
    expect(one.revision).toBe(2);
  });
});
