import { figure } from '../figure.ts';
import type { Part } from '../part.ts';
import { runProgram } from '../program.ts';
import type { CustomersCost, PageCost } from '../programs/customers.ts';
import { withStore } from '../store.ts';

const FEW = 1000;
const MANY = 100_000;

/** Whether a search and a list cost by their page and not by what there is, and what the vault adds. */
export const customers: Part = {
  name: 'customers',
  beside: `a page of 20 among ${FEW.toLocaleString('en')}; a write and a read without a vault`,
  async run(tools) {
    const { stages, write, read } = await withStore((endpoint) =>
      runProgram<CustomersCost>('customers', { endpoint, stages: [FEW, MANY], rounds: 15 }, tools),
    );
    const [few, many] = stages;
    if (!few || !many) throw new Error('A measurement is missing.');
    const among = `of 20 among ${MANY.toLocaleString('en')}`;
    return [
      ...compare(`a search by parts of a name, a page ${among}`, many.search, few.search),
      ...compare(`a list of instances, a page ${among}`, many.list, few.list),
      figure('a customer written with the vault: client CPU', 'ms', write.sealed, write.plain),
      figure('a customer read with the vault: client CPU', 'ms', read.sealed, read.plain),
    ];
  },
};

function compare(name: string, many: PageCost, few: PageCost) {
  return [
    figure(`${name}: requests`, 'requests', many.requests, few.requests, { atMostTimes: 1.01 }),
    figure(`${name}: client CPU`, 'ms', many.cpu, few.cpu, { atMostTimes: 1.25 }),
  ];
}
