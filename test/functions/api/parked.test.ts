import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DefinitionUnknown } from '../../../engine/errors.ts';
import { createPark } from '../../../engine/park.ts';
import { anOrder } from './requests.ts';
import { type Api, openApi } from './server.ts';

let api: Api;
beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api.close());

async function begun(): Promise<string> {
  const instance = await anOrder(api);
  await api.project(instance);
  return instance;
}

async function setAside(instance: string): Promise<void> {
  const { projection, now } = api.deps;
  const journal = { head: (of: string) => api.engine.head(of) } as never;
  await createPark({ journal, projection, now, parked: () => {} })(
    instance,
    new DefinitionUnknown('order', 2),
  );
}

describe('an instance that is set aside', () => {
  test('says so, alone and in lists, until it is handled', async () => {
    const [instance, other] = [await begun(), await begun()];
    await setAside(instance);
    const incident = {
      ...{ effect: null, code: 'definition-unknown', attempts: 1 },
      since: new Date(api.deps.now()).toISOString(),
    };
    expect((await api.get(`/instances/${instance}`)).body.incident).toEqual(incident);
    expect((await api.get(`/instances/${other}`)).body.incident).toBeNull();
    const { items } = (await api.get('/instances?parked=true')).body;
    expect(items).toMatchObject([{ instance, incident }]);
    await api.project(instance);
    expect((await api.get('/instances?parked=true')).body.items).toEqual([]);
    expect((await api.get(`/instances/${instance}`)).body.incident).toBeNull();
  });

  test('is tried again at once when a person asks for it, what has ended too', async () => {
    const instance = await begun();
    await setAside(instance);
    const retried = await api.post(`/instances/${instance}/incident/retry`, { reason: 'mended' });
    expect([retried.status, retried.body.instance]).toEqual([200, instance]);
    expect(api.queued).toEqual([{ kind: 'relay', instance }]);
  });

  test('another value of `parked` is refused', async () => {
    expect((await api.get('/instances?parked=false')).status).toBe(400);
  });
});

test('an instance of a version that is not here holds back no list', async () => {
  const instance = await begun();
  const definitions = { ...api.deps.definitions, get: async () => undefined };
  const other = await openApi({ deps: { ...api.deps, definitions } });
  const { status, body } = await other.get('/instances?process=order');
  expect(status).toBe(200);
  expect(body.items).toContainEqual(
    expect.objectContaining({ instance, process: 'order', accepts: [], status: 'active' }),
  );
  expect((await other.get(`/instances/${instance}`)).status).toBe(503);
  await other.close();
});

test('an instance that its definition cannot show holds back no list either, not even that of its like', async () => {
  const instance = await begun();
  await setAside(instance);
  const known = await api.deps.definitions.get('order');
  const key = () => {
    throw new Error('burst');
  };
  const definitions = { ...api.deps.definitions, get: async () => known && { ...known, key } };
  const other = await openApi({ deps: { ...api.deps, definitions } });
  const { status, body } = await other.get('/instances?parked=true');
  expect(status).toBe(200);
  const incident = expect.objectContaining({ code: 'definition-unknown' });
  expect(body.items).toContainEqual(expect.objectContaining({ instance, accepts: [], incident }));
  await other.close();
});
