import type { Model, Rule } from '../../../rules/model.ts';
import type { RightRequest } from './requests.ts';
import type { Api, Reply } from './server.ts';

/** Who looks after a lead, by its score. */
export function aModel(id = 'lead-desk', rules: readonly Rule[] = rulesFor('80')): Model {
  return {
    id,
    title: { en: 'Lead desk', zh: '线索席位' },
    inputs: [{ name: 'score', type: 'number' }],
    decisions: [
      {
        name: 'Desk',
        type: 'string',
        requires: ['score'],
        logic: {
          kind: 'table',
          hitPolicy: 'U',
          inputs: [{ expression: 'score', type: 'number', allowed: '[0..100]' }],
          outputs: [{ type: 'string', allowed: '"sales", "nurture"' }],
          rules,
        },
      },
    ],
    answer: 'Desk',
  };
}

/** Two rules that leave nothing out: from this score on, sales. */
export function rulesFor(score: string): readonly Rule[] {
  return [
    { id: 'high', when: [`>= ${score}`], then: ['"sales"'] },
    { id: 'low', when: [`< ${score}`], then: ['"nurture"'] },
  ];
}

export const at = (revision: number) => ({ 'If-Match': `"${revision}"` });

/** Saves a draft, whatever stands there. */
export async function saveDraft(api: Api, model: Model): Promise<number> {
  const path = `/decisions/${model.id}/draft`;
  const { body, status } = await api.get(path);
  const begun = status === 404;
  const reply = begun
    ? await api.post('/decisions', { model })
    : await api.ask('PUT', path, { json: { model }, headers: at(Number(body.revision)) });
  return Number(reply.body.revision);
}

/** Publishes a draft of this revision. */
export function publish(api: Api, decision: string, revision: number, more: object = {}): Promise<Reply> {
  return api.post(`/decisions/${decision}/publish`, { why: 'as agreed', ...more }, at(revision));
}

/** A right request for each operation on decisions. */
export async function decisionRequests(api: Api) {
  const model = aModel();
  const path = `/decisions/${model.id}`;
  const aCase = { title: 'A hot lead', inputs: { score: 90 }, expected: 'sales' };
  await api.post('/decisions', { model });
  await api.post('/decisions', { model: aModel('lead-lane') });
  await api.post('/decisions', { model: aModel('lead-line') });
  await publish(api, model.id, 1);
  const place = async () => (await api.post(`${path}/cases`, aCase)).headers.get('location') ?? '';
  const single = await place();
  const get = (path: string) => ({ method: 'GET', path }) as const;
  const post = (path: string, json: RightRequest['json'] = {}) => ({ method: 'POST', path, json }) as const;
  return {
    createDecision: post('/decisions', { model: { ...aModel('lead-row') } }),
    listDecisions: get('/decisions'),
    getDecisionSchema: get('/decisions/schema'),
    getDecision: get(path),
    getDecisionDraft: get(`${path}/draft`),
    writeDecisionDraft: get(`${path}/draft/model.dmn`),
    saveDecisionDraft: {
      ...{ method: 'PUT', path: `/decisions/lead-line/draft`, headers: at(1) },
      json: { model: aModel('lead-line', rulesFor('60')), why: 'More of them' },
    },
    removeDecisionDraft: { method: 'DELETE', path: '/decisions/lead-lane/draft', headers: at(1) },
    proveDecisionDraft: post(`${path}/proof`),
    getDecisionProof: get(`${path}/proof`),
    createDecisionCase: post(`${path}/cases`, aCase),
    listDecisionCases: get(`${path}/cases`),
    runDecisionCases: post(`${path}/cases/run`),
    getDecisionCase: get(single),
    changeDecisionCase: { method: 'PUT', path: single, headers: at(1), json: { ...aCase, title: 'Hot' } },
    removeDecisionCase: { method: 'DELETE', path: await place(), headers: at(1) },
    publishDecision: { ...post(`${path}/publish`, { why: 'as agreed' }), headers: at(1) },
    rollBackDecision: post(`${path}/rollback`, { to: 1, why: 'Too many of them' }),
    challengeDecision: post(`${path}/challenger`, { shadow: 1, why: 'To compare' }),
    listDecisionVersions: get(`${path}/versions`),
    getDecisionVersion: get(`${path}/versions/1`),
    writeDecisionVersion: get(`${path}/versions/1/model.dmn`),
    readDecisionAudit: get(`${path}/audit`),
    askWhatIf: post(`${path}/what-if`, { draft: 1, from: '2026-01-01T00:00:00Z' }),
    evaluateDecision: post(`${path}/evaluate`, { inputs: { score: 12 } }),
  } as const satisfies Record<string, RightRequest>;
}

/** A right request for each operation on questions of what would have been. */
export async function whatIfRequests(api: Api) {
  const model = aModel('lead-past');
  await api.post('/decisions', { model });
  const path = '/what-if';
  const json = { decision: model.id, draft: 1, from: '2026-01-01T00:00:00Z' };
  const place = async () => (await api.post(path, json)).headers.get('location') ?? '';
  const post = (path: string) => ({ method: 'POST', path }) as const;
  const paused = await place();
  await api.ask('POST', `${paused}/pause`, { headers: at(1) });
  return {
    createWhatIf: { ...post(path), json },
    listWhatIfs: { method: 'GET', path },
    getWhatIf: { method: 'GET', path: await place() },
    startWhatIf: { ...post(`${await place()}/start`), headers: at(1) },
    pauseWhatIf: { ...post(`${await place()}/pause`), headers: at(1) },
    resumeWhatIf: { ...post(`${paused}/resume`), headers: at(2) },
    cancelWhatIf: { ...post(`${await place()}/cancel`), headers: at(1) },
  } as const satisfies Record<string, RightRequest>;
}
