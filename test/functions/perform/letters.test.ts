import { describe, expect, test } from 'vitest';
import type { Letter } from '../../../adapters/ports.ts';
import { EffectFailed } from '../../../engine/perform.ts';
import { lettered, lettersOf } from '../../../functions/bundled-letters.ts';
import { letterOf, type NoticeInput } from '../../../functions/perform/letters.ts';
import { createPerformers } from '../../../functions/perform/performers.ts';
import { bundledTemplates, sendable, type Templates } from '../../../functions/templates.ts';
import { definition as order } from '../../../machines/order/v1.ts';
import { orderFields, orderLetters } from '../../../templates/bundled/order.ts';
import { prepare } from '../../../templates/template.ts';

/** As far as it is read here. */
interface ContextSchema {
  readonly properties: {
    readonly notices: {
      readonly items: { readonly properties: { readonly about: { readonly enum: readonly string[] } } };
    };
  };
}

const notice: NoticeInput = {
  ...{ to: 'customer', about: 'created', customer: 'c-1', orderNumber: 'ORD-1', currency: 'EUR' },
  ...{ balanceMinor: 20_000, refundedMinor: 500, dueMinor: 1500 },
};

async function mailed(
  changes: Partial<NoticeInput>,
  language: 'en' | 'zh' = 'en',
  templates = bundledTemplates,
) {
  const letters: Letter[] = [];
  const content = { name: '林美玲', email: 'lin@example.com', language };
  const customer = { id: 'c-1', kind: 'customer', revision: 1, content, at: 0, createdAt: 0 };
  const { notify } = createPerformers({
    customers: { get: async (id) => (id === 'c-1' ? (customer as never) : undefined) },
    mail: { send: async (letter) => void letters.push(letter) },
    templates,
    keep: async () => {},
    teamMail: 'team@example.com',
  });
  await notify?.({ ...notice, ...changes } as never, { key: 'i/1/0', process: 'order' } as never);
  return letters;
}

describe('the letters of an order', () => {
  test('there is one for everything that an order tells, sound in both languages', () => {
    const { properties } = order.jsonSchemas().context as unknown as ContextSchema;
    const told = properties.notices.items.properties.about.enum;
    expect(Object.keys(orderLetters).sort()).toEqual([...told].sort());
    const issues = Object.values(orderLetters).map((letter) => {
      const ready = prepare(letter, orderFields);
      return 'issues' in ready ? ready.issues : [];
    });
    expect(issues.flat()).toEqual([]);
  });

  test.each<[Partial<NoticeInput>, 'en' | 'zh', Partial<Letter>]>([
    [{}, 'en', { subject: 'Your order ORD-1', text: 'Thank you for your order ORD-1. To be paid: €200.00.' }],
    [{}, 'zh', { subject: '您的订单 ORD-1', text: '感谢您的订单 ORD-1。待付金额：€200.00。' }],
    [
      { about: 'refund-wanted', to: 'finance' },
      'zh',
      { subject: 'Refund order ORD-1', text: '€15.00 of order ORD-1 are to be paid back; €5.00 are so far.' },
    ],
  ])('%o in %s', async (changes, language, letter) => {
    const to =
      changes.to === undefined
        ? { name: '林美玲', address: 'lin@example.com' }
        : { name: changes.to, address: 'team@example.com' };
    expect(await mailed(changes, language)).toEqual([{ key: 'i/1/0', to, ...letter }]);
  });

  test.each([
    ['no such notice', { about: 'toString' }, 'no-such-notice'],
    ['nobody', { customer: 'c-2' }, 'customer-unknown'],
  ])('%s: the effect fails at once', async (_, changes, code) => {
    const error = await mailed(changes).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(EffectFailed);
    expect(error).toMatchObject({ code, permanent: true });
  });

  test('a team is not told the customer’s name, whatever a template asks for', async () => {
    const text = '[{{ customer.name }}]';
    const part = { subject: 'x', text };
    const template = { channel: 'mail', languages: { en: part, zh: part } } as const;
    const ready = await sendable('order', template, { among: async () => new Map() });
    const templates: Templates = {
      get: async () => ('issues' in ready ? undefined : { ...ready, version: 1 }),
    };
    expect((await mailed({ to: 'warehouse' }, 'en', templates))[0]?.text).toBe('[]');
    expect((await mailed({}, 'en', templates))[0]?.text).toBe('[林美玲]');
  });
});

describe('the letters of every process', () => {
  test.each(lettered)('%s: every one is sound in both languages', async (process) => {
    const { fields = {}, letters = {} } = (await lettersOf(process)) ?? {};
    expect(Object.keys(letters)).not.toEqual([]);
    const issues = Object.values(letters).map((letter) => {
      const ready = prepare(letter, { ...fields, customer: { name: 'text' } });
      return 'issues' in ready ? ready.issues : [];
    });
    expect(issues.flat()).toEqual([]);
  });

  test('a notice is written by the template of its process, and what it says is under the name of that', async () => {
    const asked: unknown[] = [];
    const templates: Templates = {
      get: async (id) => ({
        version: 3,
        render: (data) => {
          asked.push(id, data);
          return { subject: 's', text: 't' };
        },
      }),
    };
    const said = { to: 'sales', about: 'due', followUpNumber: 'F-1', followUps: 2, dueAt: 5 };
    const reader = { language: 'en', timeZone: 'UTC' } as const;
    expect(await letterOf(templates, 'follow-up', said, reader)).toEqual({
      ...{ subject: 's', text: 't', template: { id: 'follow-up-due', version: 3 } },
    });
    const followUp = { number: 'F-1', followUps: 2, dueAt: 5 };
    expect(asked).toEqual(['follow-up-due', { followUp, customer: undefined }]);
  });
});
