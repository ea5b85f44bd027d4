import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readDmn } from '../../../rules/dmn/read.ts';
import { writeDmn } from '../../../rules/dmn/write.ts';

const kit = fileURLToPath(new URL('../../../../shared/tck', import.meta.url));
const files = existsSync(kit)
  ? readdirSync(kit, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.dmn'))
  : [];

/** The one file of the kit that another imports. */
const imports: Readonly<Record<string, string>> = {
  'http://www.trisotech.com/definitions/_f27bb64b-6fc7-4e1f-9848-11ba35e0df36': 'Imported_Model.dmn',
};

describe.skipIf(files.length === 0)('every file of the Technology Compatibility Kit', () => {
  test('there are some', () => expect(files.length).toBeGreaterThan(80));

  test.each(files)('%s is read, written and read back alike', async (name) => {
    const imported = (namespace: string) => {
      const file = imports[namespace];
      return file && readFileSync(join(kit, dirname(name), file), 'utf8');
    };
    const model = await readDmn(readFileSync(join(kit, name), 'utf8'), { imported });
    expect(model.decisions.length + (model.knowledge?.length ?? 0)).toBeGreaterThan(0);
    expect(await readDmn(await writeDmn(model), { imported })).toEqual(model);
  });
});
