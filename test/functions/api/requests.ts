import type { recordRoutes } from '../../../functions/api/records/routes.ts';
import { changeable, removable, shelves } from '../../../functions/api/records/shelves.ts';
import type { Method } from '../../../functions/api/route.ts';
import type { OperationId } from '../../../functions/api/routes.ts';
import type { segmentRoutes } from '../../../functions/api/segments/routes.ts';
import { personKind } from '../../../records/kinds/person.ts';
import { decisionRequests, whatIfRequests } from './decision-requests.ts';
import { exchangeRequests, prepareExchange } from './exchange-requests.ts';
import type { Api } from './server.ts';

/** A request that is right in every way: tests spoil one thing at a time. */
export interface RightRequest {
  readonly method: Method;
  readonly path: string;
  readonly json?: Readonly<Record<string, unknown>>;
  /** A body that is no JSON, with its media type among the headers. */
  readonly raw?: string;
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

/** A lead as a form on a site posts it. */
export function aForm(fields: Readonly<Record<string, string>>): RightRequest {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return { method: 'POST', path: '/forms/lead', raw: `${new URLSearchParams(fields)}`, headers };
}

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

/** Two packers and a clerk, who are a team. */
export async function hire(api: Api): Promise<void> {
  const people = api.deps.records.of(personKind);
  for (const id of ['ann', 'bob', 'cyd']) {
    const roles = [id === 'cyd' ? 'clerk' : 'packer'];
    const content = { name: id, roles, teams: ['warehouse'], languages: [] };
    await people.create({ id, content, who: { kind: 'caller', id: 'test' }, at: api.deps.now() });
  }
}

export const as = (person: string) => ({ 'Baton-Actor': person });

/** Starts an order, pays it, and tells the task of packing it. */
export async function aTask(api: Api, customer?: string): Promise<string> {
  const instance = await anOrder(api, customer);
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

type RecordOperation = (typeof recordRoutes | typeof segmentRoutes)[number]['operationId'];

const titles = { en: 'Gold', zh: '金牌' };

const silver = { title: { en: 'Silver', zh: '银牌' } };
const bronze = { title: { en: 'Bronze', zh: '铜牌' } };

/** What a record of each kind begins with, and two changes of it. */
export const samples: Readonly<
  Record<(typeof shelves)[number]['kind'], readonly [begin: object, next: object, other: object]>
> = {
  account: [{ name: 'Roe Ltd' }, { name: 'Roe Limited' }, { name: 'Roe' }],
  field: [{ name: 'shoeSize', type: 'number', title: titles, personal: false }, silver, bronze],
  segment: [{ title: titles, filter: { field: 'tags', has: 'vip' } }, silver, bronze],
  person: [{ name: 'Ann Lee', roles: ['packer'] }, { roles: ['packer', 'clerk'] }, { roles: ['clerk'] }],
  team: [{ title: titles }, silver, bronze],
  note: [{ text: 'Likes tea.' }, { text: 'Likes coffee.' }, { text: 'Likes water.' }],
  message: [{ channel: 'phone', direction: 'in', text: 'Where is it?' }, {}, {}],
  calendar: [
    {
      ...{ calendar: 'support', title: titles, timeZone: 'Asia/Shanghai' },
      week: { monday: [{ from: '09:00', to: '17:30' }] },
    },
    { timeZone: 'Europe/Berlin' },
    { timeZone: 'America/New_York' },
  ],
  template: [
    {
      ...{ template: 'welcome', title: titles, about: 'customer', channel: 'text' },
      draft: { en: { text: 'Hi {{ customer.name }}' }, zh: { text: '{{ customer.name }}，您好' } },
    },
    silver,
    bronze,
  ],
  retention: [{ process: 'order', days: 400 }, { days: 500 }, { days: 600 }],
  settings: [
    { process: 'order', values: { paymentDeadline: { days: 7 } } },
    { values: { paymentDeadline: { hours: 12 } } },
    { values: {} },
  ],
  enrolment: [
    {
      ...{ enrolment: 'again', title: titles, on: { events: ['order.closed'] }, process: 'order' },
      ...{ repeat: 'always', input: { customer: { $: 'customer' } } },
    },
    { active: false },
    { on: { events: ['order.placed'], where: { currency: ['EUR', 'CNY'] } } },
  ],
  webhook: [
    {
      ...{ webhook: 'loyalty', title: titles, url: 'https://loyalty.example.com/baton' },
      secret: `whsec_${Buffer.alloc(24, 7).toString('base64')}`,
    },
    { active: false },
    { consent: 'sms' },
  ],
};

/** What another record of a kind is called, where it is called by whoever makes it. */
export const others: Readonly<Record<string, object>> = {
  field: { name: 'hatSize' },
  calendar: { calendar: 'sales' },
  template: { template: 'farewell' },
  retention: { process: undefined, records: 'message' },
  settings: { process: 'follow-up', values: {} },
  enrolment: { enrolment: 'once-more' },
  webhook: { webhook: 'points' },
};

/** A right request for each operation of the kinds on the shelves. */
async function recordRequests(
  api: Api,
  customer: string,
): Promise<Readonly<Record<RecordOperation, RightRequest>>> {
  const requests: [string, RightRequest][] = [];
  for (const { kind, one, many, path } of shelves) {
    const [sample, next] = samples[kind];
    const begin = kind === 'note' || kind === 'message' ? { about: { customer }, ...sample } : sample;
    const named = { ...begin, ...others[kind] };
    const place = async (json: object) => {
      const { headers } = await api.post(path, json);
      return headers.get('location') ?? '';
    };
    const single = await place(begin);
    requests.push(
      [`create${one}`, { method: 'POST', path, json: { ...named } }],
      [`list${many}`, { method: 'GET', path }],
      [`get${one}`, { method: 'GET', path: single }],
    );
    if (changeable.some((shelf) => shelf.kind === kind)) {
      requests.push([`change${one}`, { ...change(single), json: { ...next } }]);
    }
    if (kind === 'segment') {
      requests.push(['listSegmentCustomers', { method: 'GET', path: `${single}/customers` }]);
    }
    if (removable.some((shelf) => shelf.kind === kind)) {
      requests.push([`remove${one}`, { ...change(await place(begin)), method: 'DELETE' }]);
    }
  }
  return Object.fromEntries(requests) as Record<RecordOperation, RightRequest>;
}

async function attachmentRequests(api: Api, customer: string) {
  const path = '/attachments';
  const json = { about: { customer }, name: 'note.txt', mediaType: 'text/plain', data: 'aGVsbG8=' };
  const place = async () => (await api.post(path, json)).headers.get('location') ?? '';
  const single = await place();
  return {
    createAttachment: { method: 'POST', path, json },
    listAttachments: { method: 'GET', path },
    getAttachment: { method: 'GET', path: single },
    getAttachmentContent: { method: 'GET', path: `${single}/content` },
    removeAttachment: { ...change(await place()), method: 'DELETE' },
  } as const satisfies Record<string, RightRequest>;
}

async function templateRequests(api: Api) {
  const path = '/templates/letter';
  await api.post('/templates', { ...samples.template[0], template: 'letter' });
  const publish = { method: 'POST', path: `${path}/publish`, headers: { 'If-Match': '"1"' } } as const;
  await api.ask(publish.method, publish.path, publish);
  return {
    publishTemplate: { ...publish, headers: { 'If-Match': '"2"' } },
    previewTemplate: { method: 'POST', path: `${path}/preview`, json: { language: 'en' } },
    listTemplateVersions: { method: 'GET', path: `${path}/versions` },
    getTemplateVersion: { method: 'GET', path: `${path}/versions/1` },
  } as const satisfies Record<string, RightRequest>;
}

/** A right request for each operation on jobs. */
async function jobRequests(api: Api) {
  const path = '/bulk';
  const json = { action: 'migrate', process: 'order' };
  const place = async (dryRun = false) => {
    const { headers } = await api.post(path, { ...json, dryRun });
    return headers.get('location') ?? '';
  };
  const post = (path: string) => ({ method: 'POST', path }) as const;
  const planned = await place(true);
  await api.work();
  const single = await place();
  const paused = await place();
  const at = (revision: number) => ({ headers: { 'If-Match': `"${revision}"` } });
  await api.ask('POST', `${paused}/pause`, at(1));
  return {
    createBulk: { ...post(path), json },
    listBulks: { method: 'GET', path },
    getBulk: { method: 'GET', path: single },
    listBulkFailures: { method: 'GET', path: `${single}/failures` },
    startBulk: { ...post(`${planned}/start`), ...at(2) },
    pauseBulk: { ...post(`${await place()}/pause`), ...at(1) },
    resumeBulk: { ...post(`${paused}/resume`), ...at(2) },
    ...(await whatIfRequests(api)),
    cancelBulk: { ...post(`${await place()}/cancel`), ...at(1) },
  } as const satisfies Record<string, RightRequest>;
}

function change(path: string): RightRequest {
  return { method: 'PATCH', path, headers: { 'If-Match': '"1"' } };
}

/** One right request for every operation, about things that are there. */
export async function rightRequests(api: Api): Promise<Readonly<Record<OperationId, RightRequest>>> {
  const customer = await aCustomer(api);
  const instance = await anOrder(api, customer);
  const held = await anOrderOnHold(api);
  const exchange = await prepareExchange(api);
  await hire(api);
  const get = (path: string): RightRequest => ({ method: 'GET', path });
  const post = (path: string, json?: RightRequest['json']): RightRequest => ({
    method: 'POST',
    path,
    ...(json ? { json } : {}),
  });
  return {
    createCustomer: post('/customers', john),
    listCustomers: get('/customers'),
    searchCustomers: post('/customers/search', { name: 'john' }),
    getCustomer: get(`/customers/${customer}`),
    changeCustomer: { ...change(`/customers/${customer}`), json: { name: 'Jane Doe' } },
    getCustomerRevision: get(`/customers/${customer}/revisions/1`),
    mergeCustomer: post(`/customers/${customer}/merge`, { duplicate: await aCustomer(api) }),
    readTimeline: get(`/customers/${customer}/timeline`),
    ...(await recordRequests(api, customer)),
    ...(await templateRequests(api)),
    ...(await attachmentRequests(api, customer)),
    captureLead: post('/leads', { ...john, source: 'event', budget: 'high' }),
    postLeadForm: aForm(john),
    startInstance: post('/instances', { process: 'order', input: orderOf(customer) }),
    listInstances: get('/instances'),
    getInstance: get(`/instances/${instance}`),
    sendEvent: post(`/instances/${instance}/events`, payment),
    readJournal: get(`/instances/${instance}/journal`),
    readInstanceDecisions: get(`/instances/${instance}/decisions`),
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
    ...(await jobRequests(api)),
    ...(await exchangeRequests(api, exchange)),
    retryIncident: post(`/instances/${held}/incident/retry`, because),
    ...(await decisionRequests(api)),
    listDefinitions: get('/definitions'),
    getDefinition: get('/definitions/order'),
    drawDefinition: get('/definitions/order/diagram.svg'),
    writeDiagram: get('/definitions/order/diagram.mmd'),
    getHealth: get('/health'),
    getOpenApi: get('/openapi.json'),
  };
}
