import type { Definition } from '../../../engine/definition.ts';
import { graphOf } from '../../../engine/graph.ts';
import type { Handlers } from '../answer.ts';
import type { ApiDeps } from '../deps.ts';
import { noSuch } from '../problem.ts';
import type { DefinitionBody, DefinitionSummaryBody } from './outputs.ts';

/** What processes there are, and how each one looks. */
export function definitionHandlers({ definitions }: ApiDeps): Handlers<'listDefinitions' | 'getDefinition'> {
  return {
    async listDefinitions() {
      const items = await Promise.all(
        definitions.list().map(async ({ process, versions }) => {
          const definition = await definitions.get(process);
          return definition === undefined ? [] : [toSummary(definition, [...versions])];
        }),
      );
      return { status: 200, body: { items: items.flat(), cursor: null } };
    },

    async getDefinition({ path: { process }, query: { version } }) {
      const definition = await definitions.get(process, version);
      if (definition === undefined) throw noSuch('definition-unknown', 'process');
      const versions = definitions.list().find((one) => one.process === process)?.versions ?? [];
      return { status: 200, body: toDefinition(definition, [...versions]) };
    },
  };
}

function toSummary({ process, version, title }: Definition, versions: number[]): DefinitionSummaryBody {
  return { process, version, versions, title };
}

function toDefinition(definition: Definition, versions: number[]): DefinitionBody {
  const { input, context, events, settings = {} } = definition.jsonSchemas();
  const effects = Object.entries(definition.effects).map(
    ([name, { attempts, deadline, exhausted }]) =>
      [name, { attempts, deadlineSeconds: deadline / 1000, exhausted }] as const,
  );
  return {
    ...toSummary(definition, versions),
    graph: graphOf(definition),
    effects: Object.fromEntries(effects),
    inline: Object.keys(definition.inline),
    schemas: { input, context, events, settings },
  };
}
