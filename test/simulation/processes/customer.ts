import { definition } from '../../../machines/customer.ts';
import { anyCustomer } from './customers.ts';
import type { Script } from './script.ts';

/** The life of a customer: rules begin most, people some. Others' orders move it, and what the company has set. */
export const customer: Script = {
  definition,
  input: (random) => ({ customer: anyCustomer(random) }),
  aside: () => ({ type: 'stepDone' }),
  next(random, { accepts }) {
    const [first, ...others] = accepts().filter((type) => FORMS.includes(type));
    return first === undefined || random.chance(0.5) ? undefined : { type: random.pick([first, ...others]) };
  },
  form: (_, type) => ({ type }),
  settings: (random) => ({
    onboarding: Array.from({ length: random.whole(0, 4) }, (_, n) => ({
      step: `step-${n}`,
      role: random.pick(['sales', 'service']),
    })),
    ...(random.chance(0.7) && { onboardingReminder: { hours: random.whole(20, 90) } }),
    ...(random.chance(0.7) && { onboardingGivenUp: { hours: random.whole(30, 300) } }),
    ...(random.chance(0.8) && { atRisk: { hours: random.whole(5, 400) } }),
    ...(random.chance(0.8) && { lapsed: { hours: random.whole(5, 400) } }),
    ...(random.chance(0.8) && { settled: { hours: random.whole(5, 400) } }),
  }),
  roles: ['sales', 'service', 'sales-manager'],
  answers: {},
};

const FORMS = ['stepDone', 'stepSkipped', 'called'];
