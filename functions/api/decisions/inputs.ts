import * as z from 'zod';
import type { Model } from '../../../rules/model.ts';
import { modelSchema } from '../../../rules/schema.ts';
import { field } from '../fields.ts';
import { whatIfFields } from '../jobs/kinds/what-if.ts';
import { lazily } from '../lazily.ts';
import { nothing } from '../nothing.ts';
import { line, recordField } from '../record-fields.ts';
import { decisionId } from './decision-id.ts';

/** The most inputs of one evaluation. */
const MOST_INPUTS = 5000;

const WHICH = 'must be the number of a version, or draft';

const decision = () => z.strictObject({ decision: decisionId() });

const why = () => line(200).meta({ description: 'Why, in words: no personal data.' });

const inputsOf = () => z.record(z.string(), z.unknown());

const model = (): z.ZodType<Model> => modelSchema();

/** What two operations take, made once. */
const body = lazily({
  draft: () => z.strictObject({ model: model(), why: why().optional() }).meta({ id: 'DecisionDraftRequest' }),
  case: () =>
    z
      .strictObject({
        title: line(200),
        inputs: inputsOf().meta({ description: 'By the names of the model’s inputs.' }),
        expected: z
          .unknown()
          .refine((value) => value !== undefined, 'is missing')
          .meta({ description: 'The output, as JSON.' }),
      })
      .meta({ id: 'DecisionCaseRequest' }),
});

const number = () => z.int().min(0).max(1e9);

const versionNumber = () => number().meta({ description: 'A published version; 0 came with Baton.' });

const share = () =>
  z
    .int()
    .min(1)
    .max(9999)
    .meta({ description: 'For so many of 10,000 instances, always the same ones.', examples: [1000] });

const from = () =>
  field.moment
    .optional()
    .meta({ description: 'From when on; at once where it is absent. Never in the past.' });

const publication = () =>
  z
    .strictObject({
      ...{ why: why(), from: from() },
      acknowledge: z
        .literal(true)
        .optional()
        .meta({ description: 'The warnings of the proof are known, and no hindrance.' }),
      share: share().optional().meta({ description: 'As challenger: for so many of 10,000 instances.' }),
      shadow: z.literal(true).optional().meta({ description: 'Without effect.' }),
    })
    .refine(({ share, shadow }) => share === undefined || shadow === undefined, {
      path: ['shadow'],
      error: 'cannot be there beside share',
    })
    .meta({ id: 'DecisionPublication' });

const rollback = () =>
  z.strictObject({ to: versionNumber(), why: why(), from: from() }).meta({ id: 'DecisionRollback' });

const challenge = () =>
  z
    .strictObject({
      challenger: z.strictObject({ version: versionNumber(), share: share() }).optional(),
      shadow: versionNumber().optional().meta({ description: 'A version that decides too, without effect.' }),
      ...{ why: why(), from: from() },
    })
    .meta({ id: 'DecisionChallenge' });

const evaluation = () =>
  z
    .strictObject({
      inputs: z
        .union(
          [inputsOf(), z.array(inputsOf()).min(1).max(MOST_INPUTS)],
          `must be the inputs of one question, or a list of 1 to ${MOST_INPUTS}`,
        )
        .meta({ description: `By name: of one question, or of up to ${MOST_INPUTS}.` }),
      version: z
        .union([number(), z.literal('draft')], WHICH)
        .optional()
        .meta({ description: 'What is in force now, where it is absent.' }),
    })
    .meta({ id: 'DecisionEvaluationRequest' });

const versionInPath = () =>
  z
    .string()
    .regex(/^(0|[1-9]\d{0,8})$/, 'must be a whole number')
    .transform(Number)
    .meta({
      description: 'A published version; 0 came with Baton.',
      override: { type: 'integer', minimum: 0, pattern: undefined },
    });

const oneVersion = () => z.strictObject({ decision: decisionId(), version: versionInPath() });

const whichInQuery = () =>
  z
    .union(
      [
        z
          .string()
          .regex(/^(0|[1-9]\d{0,8})$/)
          .transform(Number),
        z.literal('draft'),
      ],
      WHICH,
    )
    .meta({ description: 'A version, or `draft`.', override: { type: 'string' } });

const drawing = () => ({
  path: decision(),
  query: z.strictObject({
    version: whichInQuery().optional(),
    lang: recordField.language.default('en').meta({ description: 'The language of its titles.' }),
  }),
});

const edition = () =>
  z.enum(['1.3', '1.4', '1.5']).default('1.5').meta({ description: 'Of DMN: some tools know none but 1.3.' });

const caseInPath = () => z.strictObject({ decision: decisionId(), case: field.id });

/** What the operations on decisions take. */
export const decisionInputs = {
  createDecision: () => ({ path: nothing(), query: nothing(), body: body.draft }),
  listDecisions: () => ({ path: nothing(), query: recordField.page }),
  getDecisionSchema: () => ({ path: nothing(), query: nothing() }),
  getDecision: () => ({ path: decision(), query: nothing() }),
  getDecisionDraft: () => ({ path: decision(), query: nothing() }),
  writeDecisionDraft: () => ({ path: decision(), query: z.strictObject({ edition: edition() }) }),
  saveDecisionDraft: () => ({ path: decision(), query: nothing(), body: body.draft }),
  removeDecisionDraft: () => ({ path: decision(), query: nothing() }),
  proveDecisionDraft: () => ({ path: decision(), query: nothing(), body: nothing().optional() }),
  getDecisionProof: () => ({ path: decision(), query: nothing() }),
  createDecisionCase: () => ({ path: decision(), query: nothing(), body: body.case }),
  listDecisionCases: () => ({ path: decision(), query: recordField.page }),
  runDecisionCases: () => ({
    path: decision(),
    query: nothing(),
    body: z.strictObject({ version: versionNumber().optional() }).optional().meta({ id: 'DecisionCasesRun' }),
  }),
  getDecisionCase: () => ({ path: caseInPath(), query: nothing() }),
  changeDecisionCase: () => ({ path: caseInPath(), query: nothing(), body: body.case }),
  removeDecisionCase: () => ({ path: caseInPath(), query: nothing() }),
  publishDecision: () => ({ path: decision(), query: nothing(), body: publication() }),
  rollBackDecision: () => ({ path: decision(), query: nothing(), body: rollback() }),
  challengeDecision: () => ({ path: decision(), query: nothing(), body: challenge() }),
  listDecisionVersions: () => ({ path: decision(), query: recordField.page }),
  getDecisionVersion: () => ({ path: oneVersion(), query: nothing() }),
  compareDecisionVersions: () => ({
    path: oneVersion(),
    query: z.strictObject({ to: whichInQuery().default('draft') }),
  }),
  drawDecisionTree: drawing,
  writeDecisionTree: drawing,
  writeDecisionVersion: () => ({ path: oneVersion(), query: z.strictObject({ edition: edition() }) }),
  readDecisionAudit: () => ({ path: decision(), query: recordField.page }),
  askWhatIf: () => ({
    path: decision(),
    query: nothing(),
    body: z.strictObject(whatIfFields()).meta({ id: 'DecisionWhatIfRequest' }),
  }),
  evaluateDecision: () => ({ path: decision(), query: nothing(), body: evaluation() }),
};
