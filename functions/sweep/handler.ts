import { createSweep } from '../../engine/sweep.ts';
import { wire } from '../environment.ts';
import { count } from '../telemetry.ts';

const sweep = createSweep(wire());

/** Every minute: hands on what falls due, ends what has run out of time. */
export async function handler(): Promise<{ looked: number }> {
  const looked = await sweep();
  count('Looked', looked);
  return { looked };
}
