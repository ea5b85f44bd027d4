import { bundledRules } from '../../../functions/enrolment/bundled.ts';
import type { EnrolmentRule } from '../../../records/kinds/enrolment.ts';

const customer = { $: 'customer' };
const active = true;
const title = (en: string, zh: string) => ({ title: { en, zh } });

/** Rules of the simulation, one of each way to count, beside those that come with Baton. */
export const rules: Readonly<Record<string, EnrolmentRule>> = {
  ...bundledRules,
  'a-pupil': {
    ...title('Whoever is heard first has a pupil', '首次听到即收徒'),
    on: { events: ['herald.cried'] },
    ...{ process: 'pupil', repeat: 'once', active },
    input: { customer, n: { $: 'event.n' } },
  },
  'an-echo': {
    ...title('What is cried aloud has an echo', '高声必有回音'),
    on: { events: ['herald.cried'], where: { loud: true } },
    ...{ process: 'echo', repeat: 'always', active },
    input: { customer, n: { $: 'event.n' }, of: { $: 'instance' } },
  },
  'a-chorus': {
    ...title('One chorus at a time', '同时只有一个合唱'),
    on: { events: ['herald.cried', 'bell.rung'] },
    ...{ process: 'chorus', repeat: 'after-end', active },
    input: { customer, n: { $: 'event.n' } },
  },
  'a-successor': {
    ...title('A herald who leaves has a successor', '传令者离任有继任'),
    on: { events: ['herald.left'] },
    ...{ process: 'herald', repeat: 'after-end', active },
    input: { customer, n: { $: 'event.n' } },
  },
};
