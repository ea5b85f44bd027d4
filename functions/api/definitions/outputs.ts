import * as z from 'zod';
import type { StateView } from '../../../engine/graph.ts';
import { jsonSchema, next } from '../output-fields.ts';

const definitionSummary = z
  .strictObject({
    process: z.string(),
    version: z.int().meta({ description: 'The newest, unless another was asked for.' }),
    versions: z.array(z.int()),
    title: z.record(z.string(), z.string()).meta({ description: 'By language: `en`, `zh`.' }),
  })
  .meta({ id: 'DefinitionSummary' });

/** The processes. */
const definitionPage = z
  .strictObject({ items: z.array(definitionSummary), cursor: next })
  .meta({ id: 'DefinitionPage' });

const way = z.strictObject({
  event: z.string().optional().meta({ description: 'Absent where it is taken at once, or after `delay`.' }),
  delay: z
    .union([z.string(), z.number()])
    .optional()
    .meta({ description: 'The name of the delay, or milliseconds.' }),
  guard: z.string().optional(),
  targets: z.array(z.string()),
  actions: z.array(z.string()),
});

const stateNode = z
  .strictObject({
    path: z.string().meta({ description: 'Dotted; empty for the root.' }),
    type: z.enum(['atomic', 'compound', 'parallel', 'history', 'final']),
    initial: z.string().optional(),
    meta: z.unknown().optional(),
    description: z.string().optional(),
    invokes: z.array(z.strictObject({ id: z.string(), src: z.string(), kind: z.enum(['effect', 'inline']) })),
    transitions: z.array(way),
    get states() {
      return z.array(stateNode).meta({ id: 'States' });
    },
  })
  .meta({ id: 'State', description: 'A state: its transitions, its invoked actors, the states in it.' });

const graph: z.ZodType<StateView> = stateNode;

/** One process, whole. */
const definition = definitionSummary
  .extend({
    graph,
    effects: z.record(
      z.string(),
      z.strictObject({
        attempts: z.int(),
        deadlineSeconds: z.number().meta({ description: 'How long its outcome is awaited.' }),
        exhausted: z
          .enum(['fail', 'hold'])
          .meta({ description: 'Out of attempts or time: the machine is told, or a person is asked.' }),
      }),
    ),
    inline: z.array(z.string()).meta({ description: 'Actors that are computed within a transition.' }),
    schemas: z.strictObject({
      input: jsonSchema,
      context: jsonSchema,
      events: z.record(z.string(), jsonSchema),
      settings: jsonSchema.meta({ description: 'What a company may set: `{}` where there is nothing.' }),
    }),
  })
  .meta({ id: 'Definition' });

/** What the definitions' operations answer on success. */
export const definitionOutputs = {
  listDefinitions: definitionPage,
  getDefinition: definition,
  drawDefinition: z.string().meta({ description: 'An SVG document, legible by day and in the dark.' }),
  writeDiagram: z.string().meta({ description: 'A `stateDiagram-v2` of Mermaid.' }),
} as const;

export type DefinitionSummaryBody = z.output<typeof definitionSummary>;
export type DefinitionBody = z.output<typeof definition>;
