import { describe, expect, test } from 'vitest';
import type { Definition } from '../../../engine/definition.ts';
import { durable } from '../../../engine/durable.ts';
import type { Entry } from '../../../engine/entry.ts';
import { peek } from '../../../engine/kernel.ts';
import { explore } from '../../../versions/explore.ts';
import { deep } from '../family/gallery/deep.ts';
import { invoked } from '../family/gallery/invoked.ts';
import { spawned } from '../family/gallery/spawned.ts';
import { gallery } from '../gallery/all.ts';
import { seed } from '../seed.ts';
import { change, migrated } from './pair.ts';

/** What of an instance its future depends on. */
function standing({ snapshot, timers, pending, children, status, parent }: Entry) {
  return { stands: JSON.parse(snapshot) as unknown, timers, pending, children, status, parent };
}

const everything = [
  ...gallery.map(({ definition }) => definition),
  ...[deep, invoked, spawned].flatMap(({ definitions }) => definitions),
];

describe(`a version that is the same in all but its number (seed ${seed})`, () => {
  test.each(everything.map((definition) => [definition.process, definition] as const))(
    'takes over %s as it stands, wherever it is',
    (_, definition) => {
      const next: Definition = { ...definition, version: 2, migrations: [change()] };
      const [from, to] = [durable(definition), durable(next)];
      const { heads } = explore(from, { seed, steps: 150 });
      // Some machines count on beyond what their own schemas allow.
      const fit = ({ snapshot }: Entry) => 'value' in from.parseContext(peek(snapshot).context);
      for (const head of [...heads.values()].flat().filter(fit)) {
        const entry = migrated(from, to, head, head.at + 1);
        expect(standing(entry)).toEqual(standing(head));
        expect(entry).toMatchObject({ effects: [], inline: [], messages: [], emitted: [] });
      }
    },
  );
});
