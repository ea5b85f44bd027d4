import * as z from 'zod';
import type { Model } from '../../../rules/model.ts';
import { modelSchema } from '../../../rules/schema.ts';
import { jobOutputs } from '../jobs/outputs.ts';
import { jsonSchema, next, time } from '../output-fields.ts';
import { recordTimes } from '../record-fields.ts';

const who = z.strictObject({ kind: z.enum(['caller', 'system', 'instance']), id: z.string() });
const version = z.int().meta({ description: '1, 2, 3 …; 0 came with Baton.' });
const model: z.ZodType<Model> = modelSchema();

const figures = z
  .strictObject({
    errors: z.int(),
    warnings: z.int(),
    exact: z.boolean().meta({ description: 'False where a cell is beyond the proof.' }),
  })
  .meta({ id: 'DecisionProofFigures' });

const passed = z
  .strictObject({ total: z.int(), passed: z.int() })
  .meta({ id: 'DecisionCaseFigures', description: 'How many saved cases came out as expected.' });

const period = z
  .strictObject({
    from: time
      .nullable()
      .meta({ description: 'Null where it comes with Baton and nothing else was published.' }),
    version,
    challenger: z
      .strictObject({ version, share: z.int().meta({ description: 'Of 10,000 instances.' }) })
      .nullable(),
    shadow: version.nullable().meta({ description: 'Decides too, without effect.' }),
  })
  .meta({ id: 'DecisionPeriod', description: 'What decides, from when on.' });

const decision = z
  .strictObject({
    decision: z.string(),
    title: z.strictObject({ en: z.string(), zh: z.string().optional() }).nullable(),
    state: z.enum(['draft', 'validated', 'tested', 'published', 'rolled-back', 'none']).meta({
      description:
        'How far the draft is: `validated` once its revision is proved without errors, `tested` once its saved ' +
        'cases come out as expected as well. Without a draft that differs from what was published: what became of it.',
    }),
    draft: z
      .strictObject({
        revision: z.int(),
        updatedAt: time,
        proof: figures.nullable(),
        cases: passed.nullable(),
      })
      .nullable(),
    inForce: period.nullable(),
    planned: z.array(period),
    versions: z.int().meta({ description: 'How many were published.' }),
    bundled: z.boolean().meta({ description: 'Whether a version 0 comes with Baton.' }),
  })
  .meta({ id: 'Decision' });

const draft = z
  .strictObject({ decision: z.string(), model, why: z.string().nullable(), who, ...recordTimes })
  .meta({ id: 'DecisionDraft' });

const proof = z
  .strictObject({
    ...{ decision: z.string(), draft: z.int().meta({ description: 'The revision that it is about.' }) },
    ...figures.shape,
    findings: z
      .array(
        z.strictObject({
          code: z.string(),
          severity: z.enum(['error', 'warning', 'note']),
          certain: z.boolean().meta({ description: 'False where it is only possible.' }),
          place: z.strictObject({
            table: z.string().optional(),
            within: z.string().optional(),
            rules: z.array(z.string()).optional(),
            column: z.string().optional(),
            path: z.string().optional(),
          }),
          text: z.strictObject({ en: z.string(), zh: z.string() }),
          example: z
            .strictObject({
              values: z.record(z.string(), z.unknown()).meta({ description: 'By input expression.' }),
              inputs: z.record(z.string(), z.unknown()).optional(),
              ask: z.string().optional(),
            })
            .optional()
            .meta({ description: 'Inputs that show it.' }),
        }),
      )
      .meta({ description: 'The first 100, errors first.' }),
  })
  .meta({ id: 'DecisionProof' });

const aCase = z
  .strictObject({
    ...{ case: z.string(), decision: z.string(), title: z.string() },
    ...{ inputs: z.record(z.string(), z.unknown()), expected: z.unknown() },
    ...recordTimes,
  })
  .meta({ id: 'DecisionCase' });

const hits = z.array(z.strictObject({ table: z.string(), rules: z.array(z.string()) }));
const faults = z.array(z.strictObject({ code: z.string(), place: z.string(), message: z.string() }));
const outcome = { output: z.unknown(), hits, faults };
const asked = version
  .nullable()
  .meta({ description: 'Which version was asked; null where it was the draft.' });

const casesRun = z
  .strictObject({
    ...{ decision: z.string(), version: asked, draft: z.int().nullable(), ...passed.shape },
    failed: z
      .array(
        z.strictObject({
          ...{ case: z.string(), title: z.string(), inputs: z.record(z.string(), z.unknown()) },
          ...{ expected: z.unknown(), ...outcome },
        }),
      )
      .meta({ description: 'The first 50.' }),
  })
  .meta({ id: 'DecisionCasesResult' });

const versionSummary = z
  .strictObject({
    ...{ decision: z.string(), version, draft: z.int(), why: z.string(), who, at: time },
    ...{ proof: figures, cases: passed },
  })
  .meta({ id: 'DecisionVersionSummary' });

const wholeVersion = z
  .strictObject({
    ...{ decision: z.string(), version, model },
    published: versionSummary.nullable().meta({ description: 'Null for what comes with Baton.' }),
  })
  .meta({ id: 'DecisionVersion' });

const act = z
  .strictObject({
    act: z.enum(['draft-saved', 'draft-removed', 'published', 'rolled-back', 'challenged']),
    ...{ who, at: time, why: z.string().nullable() },
    draft: z.int().nullable().meta({ description: 'The draft’s revision.' }),
    period: period.nullable(),
  })
  .meta({ id: 'DecisionAct' });

const evaluation = z
  .strictObject({
    ...{ decision: z.string(), version: asked },
    results: z.array(z.strictObject(outcome)).meta({ description: 'As many as inputs, in their order.' }),
  })
  .meta({ id: 'DecisionEvaluation' });

const dmn = z.string().meta({ description: 'A file of DMN, in XML.' });

const page = <S extends z.ZodType>(items: S, id: string) =>
  z.strictObject({ items: z.array(items), cursor: next }).meta({ id });

/** What the operations on decisions answer on success. */
export const decisionOutputs = {
  createDecision: draft,
  listDecisions: page(decision, 'DecisionPage'),
  getDecisionSchema: jsonSchema,
  getDecision: decision,
  getDecisionDraft: draft,
  writeDecisionDraft: dmn,
  saveDecisionDraft: draft,
  removeDecisionDraft: draft,
  proveDecisionDraft: proof,
  getDecisionProof: proof,
  createDecisionCase: aCase,
  listDecisionCases: page(aCase, 'DecisionCasePage'),
  runDecisionCases: casesRun,
  getDecisionCase: aCase,
  changeDecisionCase: aCase,
  removeDecisionCase: aCase,
  publishDecision: decision,
  rollBackDecision: decision,
  challengeDecision: decision,
  listDecisionVersions: page(versionSummary, 'DecisionVersionPage'),
  getDecisionVersion: wholeVersion,
  writeDecisionVersion: dmn,
  readDecisionAudit: page(act, 'DecisionActPage'),
  askWhatIf: jobOutputs.createWhatIf,
  evaluateDecision: evaluation,
} as const;

export type DecisionBody = z.output<typeof decision>;
export type DraftBody = z.output<typeof draft>;
export type PeriodBody = z.output<typeof period>;
export type ProofBody = z.output<typeof proof>;
export type ActBody = z.output<typeof act>;
export type VersionBody = z.output<typeof versionSummary>;
export type CaseBody = z.output<typeof aCase>;
export type CasesRunBody = z.output<typeof casesRun>;
export type EvaluationBody = z.output<typeof evaluation>;
export type WholeVersionBody = z.output<typeof wholeVersion>;
