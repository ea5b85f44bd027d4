import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Customer, Customers } from '../../adapters/ports.ts';

export const john: Customer = {
  customer: 'c-john',
  name: 'John Doe',
  email: 'john.doe@example.com',
  language: 'en',
  createdAt: 1_760_000_000_000,
};

/** What every store of customers does. */
export function customersContract(
  name: string,
  open: () => Promise<{ readonly customers: Customers; close(): Promise<void> }>,
): void {
  describe(`the contract of customers: ${name}`, () => {
    let opened: Awaited<ReturnType<typeof open>>;
    let customers: Customers;
    beforeAll(async () => {
      opened = await open();
      customers = opened.customers;
    });
    afterAll(() => opened.close());

    test('gives back what was created', async () => {
      const lin: Customer = { ...john, customer: 'c-lin', name: '林美玲', language: 'zh' };
      expect(await customers.create(john)).toEqual({ created: true });
      expect(await customers.create(lin)).toEqual({ created: true });
      expect(await customers.get('c-john')).toStrictEqual(john);
      expect(await customers.get('c-lin')).toStrictEqual(lin);
      expect(await customers.get('c-none')).toBeUndefined();
    });

    test('a second one of the same id is shown the first, which stays', async () => {
      const first = { ...john, customer: 'c-twice' };
      await customers.create(first);
      const outcome = await customers.create({ ...first, name: 'Jane Roe', email: 'jane@example.com' });
      expect(outcome).toStrictEqual({ created: false, existing: first });
      expect(await customers.get('c-twice')).toStrictEqual(first);
    });

    test('of many at once, one is created', async () => {
      const outcomes = await Promise.all(
        Array.from({ length: 10 }, (_, n) =>
          customers.create({ ...john, customer: 'c-race', name: `n ${n}` }),
        ),
      );
      expect(outcomes.filter((outcome) => outcome.created)).toHaveLength(1);
      const stored = await customers.get('c-race');
      for (const { created, existing } of outcomes) if (!created) expect(existing).toStrictEqual(stored);
    });
  });
}
