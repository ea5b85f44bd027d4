import { definition } from '../../../machines/follow-up.ts';
import type { Random } from '../random.ts';
import { START } from '../start.ts';
import { anyCustomer } from './customers.ts';
import type { Script } from './script.ts';

const DAY = 24 * 60 * 60_000;

/** A date within the time of a world. */
const dated = (random: Random) => new Date(START + random.whole(1, 90) * DAY).toISOString();

/** Something to follow up: at a date, after a while, when nothing is heard; again and again; postponed, missed, dropped. */
export const followUp: Script = {
  definition,
  input: (random, nonce) => ({
    customer: anyCustomer(random),
    topic: random.pick(['satisfaction', 'renewal']),
    about: `note/n-${nonce}`,
    ...random.pick<object>([
      { at: dated(random) },
      { in: { minutes: random.whole(1, 3000) } },
      { silence: { hours: random.whole(1, 200) } },
    ]),
    ...(random.chance(0.4) && {
      repeat: { every: { hours: random.whole(20, 90) }, times: random.whole(2, 9) },
    }),
    ...(random.chance(0.5) && { role: random.pick(['sales', 'service']) }),
  }),
  aside: (random) => ({ type: 'postpone', at: dated(random) }),
  next(random, { accepts }) {
    if (random.chance(0.7)) return undefined;
    if (random.chance(0.02)) return { type: 'drop' };
    if (random.chance(0.2)) return { type: 'postpone', at: dated(random) };
    return accepts().includes('done') ? { type: 'done' } : undefined;
  },
  form: (random, type) => (type === 'postpone' ? { type, at: dated(random) } : { type }),
  settings: (random) => ({
    ...(random.chance(0.7) && { role: random.pick(['sales', 'service']) }),
    ...(random.chance(0.7) && { within: { hours: random.whole(1, 60) } }),
    ...(random.chance(0.7) && { managerWithin: { hours: random.whole(1, 60) } }),
    ...(random.chance(0.7) && { givenUp: { hours: random.whole(20, 400) } }),
  }),
  roles: ['sales', 'service', 'sales-manager'],
  answers: {},
};
