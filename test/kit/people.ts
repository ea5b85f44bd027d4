import { changed, fromRequest } from '../../functions/api/customers/content.ts';
import { customerInputs } from '../../functions/api/customers/inputs.ts';
import type { Customer } from '../../records/kinds/customer.ts';
import { type Person, personKind } from '../../records/kinds/person.ts';
import type { Assembly } from './assembly.ts';
import { CALLER, write } from './write-record.ts';

/** A record under its id, as it was written. */
export type Known<C> = C & { readonly id: string };

/** Customers and staff of a company. */
export function createPeople(assembly: Assembly, now: () => number) {
  const { customers, records, newId } = assembly;
  const who = CALLER;
  const persons = records.of(personKind);

  return {
    async createCustomer(fields: Readonly<Record<string, unknown>>): Promise<Known<Customer>> {
      const body = customerInputs.createCustomer().body.parse(fields);
      const at = now();
      const content = await fromRequest(assembly, body, at);
      const { record } = await customers.create({ id: newId(), content, who, at });
      return { id: record.id, ...record.content };
    },

    async changeCustomer(id: string, fields: Readonly<Record<string, unknown>>): Promise<Known<Customer>> {
      const before = await customers.get(id);
      if (before === undefined) throw new Error(`There is no customer ${id}.`);
      const body = customerInputs.changeCustomer().body.parse(fields);
      const content = await changed(assembly, before.content, body, now());
      const after = await customers.change(before, { content, who, at: now() });
      if (after === undefined) throw new Error(`Somebody else changed the customer ${id}.`);
      return { id: after.id, ...after.content };
    },

    /** Who works here, their roles by their ids. */
    async employ(staff: Readonly<Record<string, readonly string[]>>): Promise<void> {
      for (const [id, roles] of Object.entries(staff)) {
        const content: Person = { name: id, roles, teams: [], languages: ['en'] };
        await write(persons, { id, content, at: now() });
      }
    },

    async sendAway(id: string, awayUntil: number): Promise<void> {
      const person = await persons.get(id);
      if (person === undefined) throw new Error(`Nobody of the id ${id} works here.`);
      await write(persons, { id, content: { ...person.content, awayUntil }, at: now() });
    },
  };
}
