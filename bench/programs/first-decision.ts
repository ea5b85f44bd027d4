import type { Model } from '../../rules/model.ts';
import { answer } from './answer.ts';

/** Milliseconds from the import of the rules to the first decision, in a fresh process. */
await answer<{ model: Model }, number>(async ({ model }) => {
  const from = performance.now();
  const { ready } = await import('../../rules/ready.ts');
  const { faults } = (await ready(model)).decide({ score: 7 });
  if (faults.length > 0) throw new Error(JSON.stringify(faults));
  return performance.now() - from;
});
