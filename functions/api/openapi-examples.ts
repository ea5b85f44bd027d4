import type { CustomerBody } from './customers/outputs.ts';
import type { InstanceBody } from './instances/outputs.ts';
import { type ProblemCode, problems } from './problem-kinds.ts';
import type { OperationId } from './routes.ts';
import type { TaskBody } from './tasks/outputs.ts';

const customer: CustomerBody = {
  customer: '3t8xq0v5m1zr9k2w7c4yb6nhde',
  name: 'John Doe',
  email: 'john.doe@example.com',
  phone: '+4930123456',
  address: { lines: ['Example Street 1'], postalCode: '10115', city: 'Berlin', country: 'DE' },
  language: 'en',
  timeZone: 'Europe/Berlin',
  consent: { email: { given: true, at: '2026-01-31T09:30:00.000Z' } },
  owner: null,
  team: null,
  account: null,
  position: null,
  tags: ['vip'],
  fields: { shoeSize: 43 },
  merged: [],
  aliases: [],
  revision: 1,
  createdAt: '2026-01-31T09:30:00.000Z',
  updatedAt: '2026-01-31T09:30:00.000Z',
};

const customers = { items: [customer], cursor: null };

const instance: InstanceBody = {
  instance: '0f7k2m9d4q8s1v6x3z5b7c9e2g',
  process: 'order',
  version: 1,
  key: 'ORD-20260131-10M4XC-4SXNKKFS0M',
  customer: customer.customer,
  owner: null,
  team: null,
  parent: null,
  children: [],
  status: 'active',
  state: { open: { fulfilment: { awaitingPayment: 'waiting' }, notices: 'telling' } },
  context: { customer: customer.customer, currency: 'EUR' },
  output: null,
  error: null,
  incident: null,
  accepts: [{ type: 'pay', schema: { type: 'object' } }],
  pending: [
    {
      effect: 'notify',
      id: 'notice',
      key: '0f7k2m9d4q8s1v6x3z5b7c9e2g/1/0',
      deadline: '2026-01-31T10:30:00.000Z',
      held: null,
    },
  ],
  timers: [{ event: 'xstate.after.paymentDeadline', due: '2026-02-14T09:30:00.000Z' }],
  tasks: [],
  revision: 1,
  createdAt: '2026-01-31T09:30:00.000Z',
  updatedAt: '2026-01-31T09:30:00.000Z',
};

const task: TaskBody = {
  task: `${instance.instance}-7-2`,
  status: 'open',
  title: { en: 'Pack the order', zh: '打包订单' },
  role: 'packer',
  person: 'ann',
  since: '2026-01-31T10:00:00.000Z',
  openedAt: '2026-01-31T09:40:00.000Z',
  dueAt: '2026-02-01T09:40:00.000Z',
  overdue: false,
  instance: instance.instance,
  process: 'order',
  state: 'open.fulfilment.packing',
  key: instance.key,
  customer: customer.customer,
  forms: [{ type: 'pack', schema: { type: 'object' } }],
};

const page = { items: [instance], cursor: null };

/** Requests and answers, as the documentation shows them. A test holds them to the schemas. */
const decided = {
  items: [
    {
      ...{ revision: 1, at: instance.createdAt, event: 'xstate.init' },
      title: { en: 'Lead routing', zh: '线索分派' },
      ...{ decision: 'lead-routing', version: 3, challenger: false },
      ...{ facts: { interest: 'demo', region: 'DE', score: 65 }, rules: ['germany'] },
      ...{ output: { role: 'sales-berlin', manager: 'sales-manager' }, fault: null, shadow: null },
      explained: [
        {
          ...{ table: 'Routing', rule: 'germany', when: [{ input: 'region', test: '"DE"' }] },
          then: [
            { output: 'role', value: '"sales-berlin"' },
            { output: 'manager', value: '"sales-manager"' },
          ],
          notes: [{ name: 'Why', note: 'They speak German.' }],
        },
      ],
    },
  ],
  cursor: null,
};

export const examples: {
  readonly requests: { readonly [O in OperationId]?: unknown };
  readonly responses: { readonly [O in OperationId]?: unknown };
} = {
  requests: {
    createCustomer: {
      ...{ name: customer.name, email: customer.email, phone: '030 123456', address: customer.address },
      ...{ language: 'en', timeZone: customer.timeZone, consent: { email: true }, tags: customer.tags },
    },
    searchCustomers: { name: 'joh do' },
    changeCustomer: { phone: '+49 30 123456', consent: { email: false }, fields: { shoeSize: 43 } },
    mergeCustomer: { duplicate: '9b2r6t1w4y8z0c3e5g7j1k4m6p' },
    createSegment: {
      title: { en: 'Gold customers', zh: '金牌客户' },
      filter: {
        all: [
          { field: 'tags', has: 'vip' },
          { field: 'consent.email', is: true },
        ],
      },
    },
    captureLead: {
      ...{
        name: customer.name,
        email: customer.email,
        company: 'Roe Ltd',
        message: 'Do you deliver to Graz?',
      },
      ...{ source: 'event', interest: 'demo', budget: 'medium', consent: { email: true } },
    },
    postLeadForm: { name: customer.name, email: customer.email, interest: 'demo', consent: 'email' },
    retryIncident: { reason: 'mail-works-again' },
    pauseInstance: { reason: 'awaiting-supplier' },
    resumeInstance: { reason: 'supplier-has-answered' },
    cancelInstance: { reason: 'ordered-by-mistake' },
    postEvent: { type: 'pay', key: instance.key, payload: { amountMinor: 20000, reference: 'PAY-99' } },
    createBulk: {
      ...{ action: 'pause', process: 'order', where: { state: 'open.fulfilment' } },
      ...{ reason: 'awaiting-supplier', dryRun: true },
    },
    assignTask: { person: 'ann', reason: 'knows-the-customer' },
    completeTask: { type: 'pack' },
    moveInstance: { to: 'open.fulfilment.packing', reason: 'packed-wrongly' },
  },
  responses: {
    createCustomer: customer,
    listCustomers: customers,
    searchCustomers: customers,
    getCustomer: customer,
    changeCustomer: customer,
    getCustomerRevision: customer,
    mergeCustomer: customer,
    startInstance: instance,
    listInstances: page,
    getInstance: instance,
    sendEvent: instance,
    getRevision: instance,
    readInstanceDecisions: decided,
    retryIncident: instance,
    pauseInstance: instance,
    resumeInstance: instance,
    cancelInstance: instance,
    moveInstance: instance,
    postEvent: {
      items: [{ instance: instance.instance, process: 'order', started: false, revision: 3, problem: null }],
    },
    listTasks: { items: [task], cursor: null },
    getTask: task,
    claimTask: task,
    releaseTask: { ...task, person: null, since: null },
    assignTask: task,
    completeTask: { ...task, status: 'closed', forms: [] },
    verifyInstance: { instance: instance.instance, intact: true, revisions: 7, problems: [] },
    getHealth: { status: 'ok' },
  },
};

/** A problem document of this kind. */
export function problemExample(code: ProblemCode): Record<string, unknown> {
  const { title, status } = problems[code];
  return { type: `urn:baton:problem:${code}`, title, status, detail: `${title}.`, code };
}
