import type { Route } from '../route.ts';

const tag = 'Decisions';
const one = '/decisions/{decision}';
/** What thousands of inputs take, and what Lambda answers at most. */
const LARGE = 5 * 1024 * 1024;
/** What fits a record, and the XML of it. */
const MODEL = 1024 * 1024;

export const decisionRoutes = [
  {
    operationId: 'createDecision',
    ...({ method: 'POST', path: '/decisions', tag, status: 201 } as const),
    summary: 'Begin a decision with a draft',
    description:
      'The draft may be wrong. The model’s own id is the decision’s. It may be a file of DMN instead.',
    dmn: true,
    mostBytes: MODEL,
    problems: ['record-exists', 'record-too-large', 'model-not-valid'],
  },
  {
    operationId: 'listDecisions',
    ...({ method: 'GET', path: '/decisions', tag, status: 200 } as const),
    summary: 'List the decisions, and what of each is in force: those that come with Baton first',
    description: 'A page may hold fewer than `limit`; only the last has no `cursor`.',
    problems: ['invalid-cursor'],
  },
  {
    operationId: 'getDecisionSchema',
    ...({ method: 'GET', path: '/decisions/schema', tag, status: 200 } as const),
    summary: 'Read the JSON Schema of a decision model',
    problems: [],
  },
  {
    operationId: 'getDecision',
    ...({ method: 'GET', path: one, tag, status: 200 } as const),
    summary: 'Read how far a decision is: its draft, what is in force, and what is planned',
    problems: ['record-not-found'],
  },
  {
    operationId: 'getDecisionDraft',
    ...({ method: 'GET', path: `${one}/draft`, tag, status: 200 } as const),
    summary: 'Read a decision’s draft',
    problems: ['record-not-found'],
  },
  {
    operationId: 'writeDecisionDraft',
    ...({ method: 'GET', path: `${one}/draft/model.dmn`, tag, status: 200 } as const),
    summary: 'Write a decision’s draft as a file of DMN',
    type: 'application/xml',
    problems: ['record-not-found', 'model-not-valid'],
  },
  {
    operationId: 'saveDecisionDraft',
    ...({ method: 'PUT', path: `${one}/draft`, tag, status: 200 } as const),
    summary: 'Save a decision’s draft',
    description:
      'Where there is a draft, `If-Match` must name its revision. It may be wrong: that is said when it is proved. A ' +
      'file of DMN is taken under the decision’s id, whatever its own.',
    dmn: true,
    ifMatch: true,
    mostBytes: MODEL,
    problems: [
      ...['record-not-found', 'revision-required', 'revision-mismatch', 'record-too-large'],
      'model-not-valid',
    ],
  },
  {
    operationId: 'removeDecisionDraft',
    ...({ method: 'DELETE', path: `${one}/draft`, tag, status: 200 } as const),
    summary: 'Take a decision’s draft away',
    description: 'Answers with the draft that was taken away. What was published stays in force.',
    ifMatch: 'required',
    problems: ['record-not-found'],
  },
  {
    operationId: 'proveDecisionDraft',
    ...({ method: 'POST', path: `${one}/proof`, tag, status: 200 } as const),
    summary: 'Prove a decision’s draft: what is missing in it, and what contradicts itself',
    description: 'That this revision was proved is kept. The body may be left out.',
    problems: ['record-not-found'],
  },
  {
    operationId: 'getDecisionProof',
    ...({ method: 'GET', path: `${one}/proof`, tag, status: 200 } as const),
    summary: 'Show the proof of a decision’s draft',
    problems: ['record-not-found'],
  },
  {
    operationId: 'createDecisionCase',
    ...({ method: 'POST', path: `${one}/cases`, tag, status: 201 } as const),
    summary: 'Save a case: inputs, and what is expected to come of them',
    problems: ['record-not-found', 'record-too-large'],
  },
  {
    operationId: 'listDecisionCases',
    ...({ method: 'GET', path: `${one}/cases`, tag, status: 200 } as const),
    summary: 'List the saved cases of a decision, newest first',
    problems: ['record-not-found', 'invalid-cursor'],
  },
  {
    operationId: 'runDecisionCases',
    ...({ method: 'POST', path: `${one}/cases/run`, tag, status: 200 } as const),
    summary: 'Run all saved cases, and show what differs from what is expected',
    description:
      'Against the draft, or a `version`. How a revision of the draft did is kept. The body may be left out. What takes longer than 15 seconds is refused.',
    problems: ['record-not-found', 'model-not-valid', 'evaluation-too-long'],
  },
  {
    operationId: 'getDecisionCase',
    ...({ method: 'GET', path: `${one}/cases/{case}`, tag, status: 200 } as const),
    summary: 'Read a saved case',
    problems: ['record-not-found'],
  },
  {
    operationId: 'changeDecisionCase',
    ...({ method: 'PUT', path: `${one}/cases/{case}`, tag, status: 200 } as const),
    summary: 'Replace a saved case',
    ifMatch: 'required',
    problems: ['record-not-found', 'record-too-large'],
  },
  {
    operationId: 'removeDecisionCase',
    ...({ method: 'DELETE', path: `${one}/cases/{case}`, tag, status: 200 } as const),
    summary: 'Remove a saved case',
    description: 'Answers with what was removed. Its id does not come back.',
    ifMatch: 'required',
    problems: ['record-not-found'],
  },
  {
    operationId: 'publishDecision',
    ...({ method: 'POST', path: `${one}/publish`, tag, status: 200 } as const),
    summary: 'Publish a decision’s draft as its next version, from a moment on',
    description:
      'Only a draft that is proved without errors, and whose saved cases come out as expected, is published; ' +
      'warnings must be acknowledged. With `share` it decides for a share of the instances, with `shadow` without ' +
      'effect; otherwise it takes the place of what is in force, and of what was planned for later. `If-Match` names ' +
      'the draft’s revision.',
    ifMatch: 'required',
    problems: [
      ...['record-not-found', 'model-not-valid', 'proof-failed', 'warnings-open', 'cases-failed'],
      ...['evaluation-too-long', 'nothing-in-force', 'publication-overtaken', 'record-too-large'],
    ],
  },
  {
    operationId: 'rollBackDecision',
    ...({ method: 'POST', path: `${one}/rollback`, tag, status: 200 } as const),
    summary: 'Put an earlier version of a decision in force again, from a moment on',
    description: 'What was planned for later falls away.',
    problems: ['record-not-found', 'publication-overtaken'],
  },
  {
    operationId: 'challengeDecision',
    ...({ method: 'POST', path: `${one}/challenger`, tag, status: 200 } as const),
    summary: 'Let a published version decide for a share of the instances, or without effect',
    description:
      'Says what stands beside the version in force from a moment on: without `challenger` and `shadow`, nothing.',
    problems: ['record-not-found', 'nothing-in-force', 'publication-overtaken'],
  },
  {
    operationId: 'listDecisionVersions',
    ...({ method: 'GET', path: `${one}/versions`, tag, status: 200 } as const),
    summary: 'List the published versions of a decision, newest first',
    problems: ['record-not-found', 'invalid-cursor'],
  },
  {
    operationId: 'getDecisionVersion',
    ...({ method: 'GET', path: `${one}/versions/{version}`, tag, status: 200 } as const),
    summary: 'Read a published version: it never changes. Version 0 came with Baton',
    problems: ['record-not-found', 'revision-not-found'],
  },
  {
    operationId: 'compareDecisionVersions',
    ...({ method: 'GET', path: `${one}/versions/{version}/difference`, tag, status: 200 } as const),
    summary: 'Tell in words what changed from a version to another, or to the draft',
    problems: ['record-not-found', 'revision-not-found'],
  },
  {
    operationId: 'drawDecisionTree',
    ...({ method: 'GET', path: `${one}/tree.svg`, tag, status: 200 } as const),
    summary: 'Draw a decision as a tree; where no tree says the same, which parts of it use which',
    type: 'image/svg+xml',
    problems: ['record-not-found', 'revision-not-found', 'nothing-in-force'],
  },
  {
    operationId: 'writeDecisionTree',
    ...({ method: 'GET', path: `${one}/tree.mmd`, tag, status: 200 } as const),
    summary: 'Write the same drawing in Mermaid',
    type: 'text/plain',
    problems: ['record-not-found', 'revision-not-found', 'nothing-in-force'],
  },
  {
    operationId: 'writeDecisionVersion',
    ...({ method: 'GET', path: `${one}/versions/{version}/model.dmn`, tag, status: 200 } as const),
    summary: 'Write a published version as a file of DMN',
    type: 'application/xml',
    problems: ['record-not-found', 'revision-not-found', 'model-not-valid'],
  },
  {
    operationId: 'readDecisionAudit',
    ...({ method: 'GET', path: `${one}/audit`, tag, status: 200 } as const),
    summary: 'Read who did what to a decision, when and why, newest first',
    problems: ['record-not-found', 'invalid-cursor'],
  },
  {
    operationId: 'askWhatIf',
    ...({ method: 'POST', path: `${one}/what-if`, tag, status: 201 } as const),
    summary: 'Ask what would have been decided, had a draft or another version been in force',
    description:
      'A job that decides again what the journal holds, facts as they were; `Location` says where to follow it. It ' +
      'changes nothing.',
    problems: ['record-not-found', 'record-too-large'],
  },
  {
    operationId: 'evaluateDecision',
    ...({ method: 'POST', path: `${one}/evaluate`, tag, status: 200 } as const),
    summary: 'Ask a decision about one or thousands of inputs',
    description:
      'The version in force now, a `version`, or the draft. It changes nothing. An answer of more than 5 MB, or that ' +
      'takes longer than 15 seconds, is refused: ask about fewer at a time.',
    mostBytes: LARGE,
    problems: [
      ...['record-not-found', 'model-not-valid', 'nothing-in-force'],
      ...['answer-too-large', 'evaluation-too-long'],
    ],
  },
] as const satisfies readonly Route[];
