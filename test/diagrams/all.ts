import { type Diagram, diagramOf } from '../../diagrams/diagram.ts';
import { createDefinitions } from '../../engine/registry.ts';
import { all } from '../../functions/definitions.ts';
import { gallery } from '../engine/gallery/all.ts';

const deployed = await Promise.all(all.map((source) => source.load()));

/** What is drawn in tests: every version of every process that is deployed, and machines with all that there is. */
export const drawn = [
  ...deployed,
  ...gallery.map(({ definition }) => definition).filter(({ process }) => !isDeployed(process)),
];

/** Each of them in one of the languages. */
export const diagrams: readonly Diagram[] = drawn.flatMap((definition) => [
  diagramOf(definition, 'en'),
  diagramOf(definition, 'zh'),
]);

function isDeployed(process: string): boolean {
  return createDefinitions(all)
    .list()
    .some((one) => one.process === process);
}
