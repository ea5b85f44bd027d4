import type { Instance } from '../client.ts';
import type { Stage } from '../stage.ts';

/** What there is at the end: every journal is checked, and the lives of the customers are counted. */
export async function closing({ client, voice, catalogue }: Stage): Promise<void> {
  voice.title({ en: 'What there is now', zh: '最终结果' });
  const instances = await client.all<Instance>('/instances');
  const counts = new Map<string, number>();
  for (const { process } of instances) counts.set(process, (counts.get(process) ?? 0) + 1);
  const counted = [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [process, count] of counted) {
    voice.print(`  ${String(count).padStart(4)}  ${voice.pick(catalogue.process(process))}`);
  }
  let intact = 0;
  let revisions = 0;
  for (const { instance } of instances) {
    const found = await client.get<{ intact: boolean; revisions: number }>(
      `/instances/${instance}/verification`,
    );
    if (found.intact) intact += 1;
    revisions += found.revisions;
  }
  voice.say({
    en: `${intact} of ${instances.length} journals are intact, ${revisions} transitions in all.`,
    zh: `${instances.length} 份流水中 ${intact} 份完整，共 ${revisions} 次变迁。`,
  });
}
