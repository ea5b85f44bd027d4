import { writeFile } from 'node:fs/promises';
import { modelJsonSchema } from '../../rules/json-schema.ts';

const file = new URL('../decision-model.schema.json', import.meta.url);
await writeFile(file, `${JSON.stringify(modelJsonSchema(), null, 2)}\n`);
