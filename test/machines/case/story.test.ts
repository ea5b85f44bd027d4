import { describe, expect, test } from 'vitest';
import { decisionTable } from '../../kit/decision-table.ts';
import { announced, because, openDesk, regionOf, resolve } from './desk.ts';

const hours = (count: number) => count * 3_600_000;

test('a case is opened, triaged, assigned, answered, resolved, rated and closed', async () => {
  const { company, customer, open, letters, teamLetters } = await openDesk();
  const one = await open();
  expect(one.revision).toBeLessThanOrEqual(3);
  expect(one.key).toMatch(/^CAS-20260302-[0-9A-Z]{6}-[0-9A-Z]{10}$/);
  expect(one.context).toMatchObject({ priority: 'normal', queue: 'service', calendar: 'china' });
  expect(one.task('answer')).toMatchObject({ role: 'service', person: 'ann' });
  expect(company.mailsTo(customer)[0]?.subject).toBe(`您的服务请求 ${one.key}`);

  await company.pass({ hours: 1 });
  await one.task('answer').complete({ type: 'answer' });
  expect([regionOf(one, 'response'), one.context.clocks.response.leftMs]).toEqual(['stopped', hours(3)]);
  expect(one.task('resolve')).toMatchObject({ state: 'open.work.inWork', role: 'service' });

  await company.pass({ hours: 2 });
  await one.task('resolve').complete(resolve);
  expect([regionOf(one, 'resolution'), one.tasks]).toEqual(['stopped', []]);
  await company.pass({ days: 1 });
  await one.send({ type: 'survey', rating: 5 });
  expect(one.status).toBe('active');
  await company.pass({ days: 13 });
  expect(one).toMatchObject({
    status: 'done',
    output: {
      outcome: 'resolved',
      number: one.key,
      resolution: 'explained',
      rating: 5,
      breached: [],
      remedies: [],
    },
  });
  expect(letters()).toEqual(['case-opened', 'case-resolved', 'case-survey']);
  expect(teamLetters()).toEqual([]);
  expect(announced(one)).toEqual([
    { type: 'case.opened', topic: 'delivery' },
    { type: 'case.resolved' },
    { type: 'case.closed', outcome: 'resolved', rating: 5 },
  ]);
  expect(company.thrown).toEqual([]);
});

describe('triage', () => {
  test.each([
    ['a topic of its own queue', { topic: 'payment' }, { priority: 'high', queue: 'finance' }],
    [
      'a severity above its topic',
      { topic: 'payment', severity: 'critical' },
      { priority: 'urgent', queue: 'finance' },
    ],
    [
      'a severity below its topic',
      { topic: 'safety', severity: 'low' },
      { priority: 'urgent', queue: 'service' },
    ],
    ['a severity alone', { topic: 'colour', severity: 'low' }, { priority: 'low', queue: 'service' }],
    ['nothing that is known', { topic: 'constructor' }, { priority: 'normal', queue: 'service' }],
  ])('of %s', async (_, input, triaged) => {
    const { open } = await openDesk();
    expect((await open(input)).context).toMatchObject(triaged);
  });
});

describe('the customer is awaited', () => {
  test('reminded of every second day, and after a week the case is closed for want of an answer', async () => {
    const { company, open, letters } = await openDesk();
    const one = await open();
    await one.task('ask').complete({ type: 'ask' });
    await company.pass({ days: 7 });
    expect(letters()).toEqual([
      ...[
        'case-opened',
        'case-waiting-reminder',
        'case-waiting-reminder',
        'case-waiting-reminder',
        'case-unanswered',
      ],
    ]);
    expect(regionOf(one, 'work')).toBe('lapsed');
    await company.pass({ days: 14 });
    expect(one).toMatchObject({ status: 'done', output: { outcome: 'unanswered', breached: [] } });
  });

  test('and answers after all: the case goes on, with all of its time', async () => {
    const { company, open, teamLetters } = await openDesk();
    const one = await open();
    await one.send({ type: 'ask' });
    await company.pass({ days: 10 });
    await one.send({ type: 'reply' });
    expect(one.task('resolve').role).toBe('service');
    expect(one.context).toMatchObject({ reopened: 1, clocks: { resolution: { leftMs: hours(40) } } });
    expect(one.context.outcome).toBeUndefined();
    expect(teamLetters()).toEqual(['case-reopened']);
  });

  test('and could not be reached: nobody has answered yet, and the clocks stand still', async () => {
    const { company, open, letters, teamLetters } = await openDesk();
    const one = await open({ channel: 'phone' });
    await company.pass({ hours: 1 });
    await one.send({ type: 'unreached' });
    await company.pass({ days: 1 });
    expect([regionOf(one, 'response'), regionOf(one, 'resolution')]).toEqual(['paused', 'paused']);
    await one.send({ type: 'reply' });
    // From ten o'clock on, with an hour of rest at noon.
    expect(one.task('answer').dueAt).toBe(company.now() + hours(4));
    expect([letters()[1], teamLetters()]).toEqual(['case-unreached', ['case-replied']]);
  });
});

describe('a case that is late', () => {
  test('is warned of, breached and escalated, until somebody looks after it', async () => {
    const { company, open, teamLetters } = await openDesk();
    const one = await open({ topic: 'safety' });
    await company.passUntil('2026-03-02T09:48');
    expect(teamLetters()).toEqual(['case-response-warning']);
    await company.passUntil('2026-03-02T10:00');
    expect(teamLetters()).toEqual(['case-response-warning', 'case-response-breached']);
    expect(one.task('takeOver')).toMatchObject({
      role: 'service-lead',
      person: 'liz',
      dueAt: company.now() + hours(4),
    });
    await company.passUntil('2026-03-02T14:00');
    expect(teamLetters().at(-1)).toBe('case-escalated');
    await one.task('takeOver').complete({ type: 'transfer', queue: 'finance' });
    expect(regionOf(one, 'escalation')).toBe('none');
    expect(one.task('answer')).toMatchObject({ role: 'finance', person: 'dan' });
    await one.task('answer').complete({ type: 'answer' });
    await one.send(resolve);
    expect(announced(one)).toContainEqual({ type: 'case.breached', clock: 'response' });
    await company.pass({ days: 14 });
    expect(one.output).toMatchObject({ outcome: 'resolved', breached: ['response'] });
  });

  test('over a weekend, no time passes', async () => {
    const { company, open, teamLetters } = await openDesk({ startsAt: '2026-03-06T17:00' });
    const one = await open();
    await company.passUntil('2026-03-09T11:59');
    expect([one.context.breached, teamLetters().includes('case-response-warning')]).toEqual([
      undefined,
      true,
    ]);
    await company.passUntil('2026-03-09T12:00');
    expect(one.context.breached).toEqual(['response']);
  });

  test('is breached once in each of its clocks, and a case that is resolved needs nobody to look after it', async () => {
    const { company, open } = await openDesk();
    const one = await open({ topic: 'safety' });
    await company.pass({ days: 4 });
    expect(one.context.breached).toEqual(['response', 'resolution']);
    await one.send(resolve);
    expect([regionOf(one, 'escalation'), one.tasks]).toEqual(['none', []]);
  });

  test('somebody may escalate before', async () => {
    const { open, teamLetters } = await openDesk();
    const one = await open();
    await one.send(because('escalate'));
    expect([one.task('takeOver').person, teamLetters()]).toEqual(['liz', ['case-escalated']]);
    await one.task('takeOver').complete({ type: 'takeOver' });
    expect(regionOf(one, 'escalation')).toBe('none');
  });

  test('the team is reminded of a case in which nothing happens', async () => {
    const { company, open, teamLetters } = await openDesk();
    const one = await open({ severity: 'low' });
    await one.send({ type: 'answer' });
    await company.pass({ days: 4 });
    expect(teamLetters().filter((about) => about === 'case-idle')).toHaveLength(2);
  });
});

describe('a case that was resolved', () => {
  test('is reopened within its window, and gets all of its time again', async () => {
    const { company, open, teamLetters, letters } = await openDesk();
    const one = await open();
    await company.pass({ hours: 3 });
    await one.send(resolve);
    await company.pass({ days: 13 });
    await one.send(because('reopen'));
    expect(one.context.clocks).toMatchObject({
      response: { leftMs: hours(1) },
      resolution: { leftMs: hours(40), since: company.now() },
    });
    expect([one.task('resolve').role, teamLetters()]).toEqual(['service', ['case-reopened']]);
    await one.send(resolve);
    await company.pass({ days: 14 });
    expect(one.output).toMatchObject({ outcome: 'resolved' });
    expect(letters().filter((about) => about === 'case-survey')).toHaveLength(2);
  });

  test('is not reopened once it has been rated and its window is over', async () => {
    const { company, open } = await openDesk();
    const one = await open();
    await one.send(resolve);
    await company.pass({ days: 14 });
    await expect(one.send(because('reopen'))).rejects.toMatchObject({ code: 'finished' });
  });

  test.each([
    resolve,
    { type: 'answer' },
    because('escalate'),
    { type: 'startRefund', amountMinor: 100, currency: 'CNY', reason: 'late' },
    { type: 'survey', rating: 5 },
  ])('does not take $type', async (event) => {
    const { open } = await openDesk();
    const one = await open();
    await one.send(resolve);
    await expect(one.send(event)).rejects.toMatchObject({ code: 'event-not-accepted' });
  });
});

test('a case is cancelled: its customer is told, and nothing of it is left', async () => {
  const { open, letters } = await openDesk();
  const one = await open();
  await one.send(because('cancel'));
  expect(one).toMatchObject({ status: 'done', output: { outcome: 'cancelled' }, timers: [], tasks: [] });
  expect(letters()).toEqual(['case-opened', 'case-cancelled']);
});

test('a letter that cannot be sent is counted, and the case goes on and ends', async () => {
  const { company, open } = await openDesk();
  company.fail('notify', 'mail-down');
  const one = await open();
  await one.send(resolve);
  await company.pass({ days: 15 });
  expect(one).toMatchObject({ status: 'done', context: { untold: 3 } });
});

describe('what a company sets', () => {
  test('counts: targets, queues, and when the team is warned', async () => {
    const two = { firstResponse: { hours: 2 }, resolution: { hours: 3 } };
    const { company, open, teamLetters } = await openDesk({
      decisions: {
        'case-triage': decisionTable('case-triage', {
          ...{ inputs: ['topic'], outputs: ['priority', 'queue'] },
          rules: [['-', '"normal"', '"finance"']],
        }),
      },
      settings: {
        case: {
          targets: { low: two, normal: two, high: two, urgent: two },
          warnAtPercent: 50,
        },
      },
    });
    const one = await open({ topic: 'return' });
    expect(one.task('answer')).toMatchObject({ role: 'finance', dueAt: company.now() + hours(2) });
    await company.pass({ minutes: 59 });
    expect(teamLetters()).toEqual([]);
    await company.pass({ minutes: 1 });
    expect(teamLetters()).toEqual(['case-response-warning']);
  });

  test('that a case that is reopened has what was left: one that was late is not late again', async () => {
    const { company, open } = await openDesk({ settings: { case: { reopenedClock: 'rest' } } });
    const one = await open();
    await company.pass({ hours: 3 });
    await one.send(resolve);
    await one.send(because('reopen'));
    expect(one.context.clocks.resolution.leftMs).toBe(hours(37));
    await company.pass({ days: 7 });
    expect(one.context.breached).toEqual(['resolution']);
    await one.send(resolve);
    await one.send(because('reopen'));
    expect([regionOf(one, 'resolution'), one.context.breached]).toEqual(['breached', ['resolution']]);
  });
});

test('a complaint of a customer is a case, whoever tells of it', async () => {
  const { company, customer, only } = await openDesk();
  await company.tell({ type: 'complaint', severity: 'critical', order: 'o-1' }, { customer: customer.id });
  expect(only('case')).toMatchObject({
    customer: customer.id,
    context: { topic: 'complaint', channel: 'api', priority: 'urgent', order: 'o-1' },
  });
});
