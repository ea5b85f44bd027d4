import { createEngine, type Engine } from '../../engine/engine.ts';
import type { Entry } from '../../engine/entry.ts';
import type { Journal } from '../../engine/ports.ts';
import { createDefinitions } from '../../engine/registry.ts';
import { newId } from '../../functions/new-id.ts';
import { bundledReferenceData } from '../../functions/reference-data.ts';
import { incomingOf, type Story, who } from './story.ts';

/** The engine over a journal, with the story's definition alone. */
export function engineOf({ definition }: Story, journal: Journal): Engine {
  return createEngine({
    journal,
    definitions: createDefinitions([definition]),
    now: Date.now,
    newId,
    random: Math.random,
    references: bundledReferenceData,
    sleep: () => Promise.resolve(),
  });
}

/** A new instance of the story. */
export async function begin(engine: Engine, { definition, input }: Story): Promise<Entry> {
  return (await engine.start({ process: definition.process, input, key: newId(), who })).entry;
}

/** One step of the story, through the door that such a step takes. */
export async function play(engine: Engine, step: Story['steps'][number], head: Entry): Promise<Entry> {
  const { instance } = head;
  const incoming = incomingOf(step, head);
  if (incoming.kind === 'result') return engine.deliver({ instance, ...incoming });
  if (incoming.kind !== 'event') throw new Error(`A story has no ${incoming.kind}.`);
  return (await engine.send({ instance, event: incoming.event, id: `event-${head.revision}`, who })).entry;
}
