import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { expect, test } from 'vitest';
import { readDmn } from '../../../rules/dmn/read.ts';
import { writeDmn } from '../../../rules/dmn/write.ts';
import { seed } from '../../engine/seed.ts';
import { models } from './random-model.ts';

test(`a model is read back as it was written, of well-formed XML (seed ${seed})`, async () => {
  await fc.assert(
    fc.asyncProperty(models, async (model) => {
      const xml = await writeDmn(model);
      expect(faultsOf(xml)).toEqual([]);
      expect(await readDmn(xml)).toEqual(model);
    }),
    { seed, numRuns: 200 },
  );
});

/** What a strict parser of XML with namespaces has against a text. */
function faultsOf(xml: string): string[] {
  const faults: string[] = [];
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', ({ message }) => faults.push(message));
  parser.write(xml).close();
  return faults;
}
