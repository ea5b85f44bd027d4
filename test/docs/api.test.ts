import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openApi as describeApi } from '../../functions/api/openapi.ts';
import { problems } from '../../functions/api/problem-kinds.ts';
import { linkRoutes, routes } from '../../functions/api/routes.ts';
import { anOrderOnHold } from '../functions/api/requests.ts';
import { type Api, openApi } from '../functions/api/server.ts';
import { parseCurl } from './curl.ts';
import { blocks, page, tableUnder } from './markdown.ts';

const guide = page('docs/api.md');
const unquoted = (cell = '') => cell.replaceAll('`', '');

/** Each request of the guide with the answer that the guide shows below it. */
const examples = blocks(guide).flatMap(({ info, text }, place, all) => {
  const answer = all[place + 1];
  if (info !== 'sh') return [];
  if (answer?.info !== 'json') throw new Error(`No answer is shown to: ${text}`);
  return [{ request: text, answer: JSON.parse(answer.text) as object }];
});

describe('the requests of the guide', () => {
  let api: Api;
  const known: Record<string, string> = {};
  beforeAll(async () => {
    api = await openApi();
  });
  afterAll(() => api.close());

  test.each(examples)('$request', async ({ request, answer }) => {
    if (request.includes('/retry')) known.instance = await anOrderOnHold(api);
    const { method, path, headers, body } = parseCurl(request, known);
    const reply = await api.ask(method, path, { headers, ...(body === undefined ? {} : { raw: body }) });
    expect(reply.body).toMatchObject(elided(answer));
    expect(reply.status).toBe(statusOf(answer) ?? (reply.headers.has('location') ? 201 : 200));
    for (const name of ['customer', 'instance', 'import']) {
      const made = reply.headers.get('location')?.match(`^/${name}s/(.+)$`)?.[1];
      if (made !== undefined) known[name] = made;
    }
    if (known.instance !== undefined) await handOn(known.instance);
  });

  /** What happens between two requests: notices are sent, and the projection follows. */
  async function handOn(instance: string): Promise<void> {
    for (const { revision, index } of (await api.engine.head(instance)).pending) {
      const token = { revision, index };
      await api.engine.deliver({ instance, kind: 'result', token, outcome: { output: {} } });
    }
    await api.project(instance);
  }
});

test('the routes are the API’s own', () => {
  const listed = tableUnder(guide, 'The routes').map(([method, path]) => [method, unquoted(path)]);
  expect(listed).toEqual(routes.map(({ method, path }) => [method, path]));
});

test('the links in mails are those that are answered', () => {
  const listed = tableUnder(guide, 'Links in mails').map((cells) => cells.map(unquoted));
  expect(listed).toEqual(linkRoutes.map(({ method, path, summary }) => [method, path, summary]));
});

test('the codes, statuses and titles are the API’s own', () => {
  const listed = tableUnder(guide, 'Problem documents').map(([code, status, title]) => [
    unquoted(code),
    Number(status),
    title,
  ]);
  expect(listed).toEqual(Object.entries(problems).map(([code, { status, title }]) => [code, status, title]));
});

test('the fields of a list’s query are the API’s own', () => {
  const parameters = describeApi([], '').paths?.['/instances']?.get?.parameters ?? [];
  const names = parameters.flatMap((parameter) =>
    'in' in parameter && parameter.in === 'query' ? [parameter.name] : [],
  );
  expect(tableUnder(guide, 'Lists and pages').map(([name]) => unquoted(name))).toEqual(names);
});

/** `…` stands for anything. */
function elided(value: unknown): object {
  return JSON.parse(JSON.stringify(value), (_, inner: unknown) =>
    inner === '…' ? expect.any(String) : inner,
  ) as object;
}

function statusOf(answer: object): number | undefined {
  return 'status' in answer && typeof answer.status === 'number' ? answer.status : undefined;
}
