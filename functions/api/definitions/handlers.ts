import type { Definition } from '../../../engine/definition.ts';
import { graphOf } from '../../../engine/graph.ts';
import type { Handlers } from '../answer.ts';
import type { ApiDeps } from '../deps.ts';
import { noSuch } from '../problem.ts';
import { createDrawings } from './drawings.ts';
import type { DefinitionBody, DefinitionSummaryBody } from './outputs.ts';
import type { definitionRoutes } from './routes.ts';

/** What processes there are, and how each one looks. */
export function definitionHandlers({
  definitions,
}: ApiDeps): Handlers<(typeof definitionRoutes)[number]['operationId']> {
  const drawings = createDrawings();

  async function known(process: string, version: number | undefined): Promise<Definition> {
    const definition = await definitions.get(process, version);
    if (definition === undefined) throw noSuch('definition-unknown', 'process');
    return definition;
  }

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
      const definition = await known(process, version);
      const versions = definitions.list().find((one) => one.process === process)?.versions ?? [];
      return { status: 200, body: toDefinition(definition, [...versions]) };
    },

    async drawDefinition({ path: { process }, query: { version, lang } }) {
      return drawings.svg(await known(process, version), lang);
    },

    async writeDiagram({ path: { process }, query: { version, lang } }) {
      return drawings.mermaid(await known(process, version), lang);
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
