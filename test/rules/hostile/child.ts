import { ready } from '../../../rules/ready.ts';
import { ASKED, ENDLESS, withCell } from './cases.ts';

/** Runs all hostile cells in one process of small memory; a line for each, and one for an honest table after them. */
for (const [name, model] of Object.entries(ENDLESS)) {
  const { faults, output } = (await ready(model)).decide({ score: ASKED });
  console.log(JSON.stringify({ name, output, faults }));
}
const { output, faults } = (await ready(withCell('starts with(?, "a")'))).decide({ score: ASKED });
console.log(JSON.stringify({ name: 'alive', output, faults }));
