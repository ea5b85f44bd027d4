import type { OperationId } from '../../../functions/api/routes.ts';
import type { Api } from './server.ts';

/** A request that is right in every way: tests spoil one thing at a time. */
export interface RightRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly json?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

export const john = { name: 'John Doe', email: 'john.doe@example.com' };

/** An order of two at 100.00. */
export const orderOf = (customer: string) => ({
  customer,
  currency: 'EUR',
  lines: [{ sku: 'A-1', quantity: 2, unitPriceMinor: 10_000 }],
});

export const payment = { type: 'pay', amountMinor: 20_000, reference: 'P-1' };

/** Creates a customer. */
export async function aCustomer(api: Api): Promise<string> {
  const { body } = await api.post('/customers', john);
  return String(body.customer);
}

/** Starts an order of two at 100.00, which awaits its payment then. */
export async function anOrder(api: Api, customer = 'c-1'): Promise<string> {
  const { body } = await api.post('/instances', { process: 'order', input: orderOf(customer) });
  return String(body.instance);
}

/** Starts an order whose notification has failed until a person retries it. */
export async function anOrderOnHold(api: Api): Promise<string> {
  const instance = await anOrder(api);
  const { pending } = await api.engine.head(instance);
  for (const { revision, index } of pending) {
    const token = { revision, index };
    await api.engine.deliver({ instance, kind: 'hold', token, code: 'mail-refused', attempts: 5 });
  }
  return instance;
}

/** Two packers and a clerk. */
export function hire(api: Api): void {
  for (const id of ['ann', 'bob']) api.people.set(id, { id, roles: ['packer'] });
  api.people.set('cyd', { id: 'cyd', roles: ['clerk'] });
}

export const as = (person: string) => ({ 'Baton-Actor': person });

/** Starts an order, pays it, and tells the task of packing it. */
export async function aTask(api: Api): Promise<string> {
  const instance = await anOrder(api);
  const { body } = await api.post(`/instances/${instance}/events`, payment);
  await api.project(instance);
  const [task] = body.tasks as { task: string }[];
  return task?.task ?? '';
}

/** A task that Ann has. */
async function aTaskOfAnns(api: Api): Promise<string> {
  const task = await aTask(api);
  await api.post(`/tasks/${task}/claim`, undefined, as('ann'));
  return task;
}

const because = { reason: 'a-test' };

/** Starts an order and pauses it. */
async function aPausedOrder(api: Api): Promise<string> {
  const instance = await anOrder(api);
  await api.post(`/instances/${instance}/pause`, because);
  return instance;
}

/** One right request for every operation, about things that are there. */
export async function rightRequests(api: Api): Promise<Readonly<Record<OperationId, RightRequest>>> {
  const customer = await aCustomer(api);
  const instance = await anOrder(api, customer);
  const held = await anOrderOnHold(api);
  hire(api);
  const get = (path: string): RightRequest => ({ method: 'GET', path });
  const post = (path: string, json?: RightRequest['json']): RightRequest => ({
    method: 'POST',
    path,
    ...(json ? { json } : {}),
  });
  return {
    createCustomer: post('/customers', john),
    getCustomer: get(`/customers/${customer}`),
    startInstance: post('/instances', { process: 'order', input: orderOf(customer) }),
    listInstances: get('/instances'),
    getInstance: get(`/instances/${instance}`),
    sendEvent: post(`/instances/${instance}/events`, payment),
    readJournal: get(`/instances/${instance}/journal`),
    getRevision: get(`/instances/${instance}/revisions/1`),
    verifyInstance: get(`/instances/${instance}/verification`),
    pauseInstance: post(`/instances/${await anOrder(api)}/pause`, because),
    resumeInstance: post(`/instances/${await aPausedOrder(api)}/resume`, because),
    cancelInstance: post(`/instances/${await anOrder(api)}/cancel`, because),
    moveInstance: post(`/instances/${await anOrder(api)}/move`, {
      to: 'open.fulfilment.packing',
      ...because,
    }),
    postEvent: post('/events', { type: 'pay', customer: 'nobody' }),
    listTasks: { ...get('/tasks'), headers: as('ann') },
    getTask: get(`/tasks/${await aTask(api)}`),
    claimTask: { ...post(`/tasks/${await aTask(api)}/claim`), headers: as('ann') },
    releaseTask: { ...post(`/tasks/${await aTaskOfAnns(api)}/release`), headers: as('ann') },
    assignTask: post(`/tasks/${await aTask(api)}/assign`, { person: 'bob', reason: 'is-free' }),
    completeTask: { ...post(`/tasks/${await aTask(api)}/complete`, { type: 'pack' }), headers: as('ann') },
    retryIncident: post(`/instances/${held}/incident/retry`),
    listDefinitions: get('/definitions'),
    getDefinition: get('/definitions/order'),
    getHealth: get('/health'),
    getOpenApi: get('/openapi.json'),
  };
}
