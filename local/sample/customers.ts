import type { Chance } from './chance.ts';

/** Somebody whom the sample company knows. */
export interface Sample {
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly language: 'en' | 'zh';
  readonly timeZone: string;
  readonly consent: { readonly email: boolean; readonly sms: boolean };
  readonly tags: readonly string[];
}

const FAMILIES = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗'];
const GIVEN = [
  '伟',
  '芳',
  '娜',
  '敏',
  '静',
  '磊',
  '洋',
  '艳',
  '勇',
  '杰',
  '涛',
  '明',
  '超',
  '秀英',
  '霞',
  '平',
  '刚',
  '桂英',
];
const FIRST = [
  'Alice',
  'Ben',
  'Clara',
  'David',
  'Emma',
  'Felix',
  'Grace',
  'Henry',
  'Ida',
  'Jack',
  'Kate',
  'Leo',
  'Mia',
];
const LAST = [
  'Adams',
  'Baker',
  'Clark',
  'Davies',
  'Evans',
  'Fischer',
  'Green',
  'Hughes',
  'Ivanov',
  'Jones',
  'Keller',
];
const AWAY = ['Europe/London', 'Europe/Berlin', 'America/New_York', 'America/Los_Angeles', 'Asia/Singapore'];
const HOME = ['Asia/Shanghai', 'Asia/Shanghai', 'Asia/Shanghai', 'Asia/Urumqi', 'Asia/Hong_Kong'];

/** The nth customer: two of three in China, everybody with an address of their own. */
export function sampleCustomer(n: number, chance: Chance): Sample {
  const isHome = chance.percent(66);
  return {
    name: isHome ? chance.of(FAMILIES) + chance.of(GIVEN) : `${chance.of(FIRST)} ${chance.of(LAST)}`,
    email: `customer-${n}@example.com`,
    phone: `+86138${String(10_000_000 + n)}`,
    language: isHome ? 'zh' : 'en',
    timeZone: chance.of(isHome ? HOME : AWAY),
    consent: { email: chance.percent(75), sms: chance.percent(40) },
    tags: [chance.of(['regular', 'regular', 'office', 'new']), ...(chance.percent(10) ? ['vip'] : [])],
  };
}

/** A file of them, as a spreadsheet saves it. */
export function customersFile(customers: readonly Sample[]): string {
  const head = ['name', 'email', 'phone', 'language', 'time zone', 'tags', 'mail', 'sms'];
  const lines = customers.map(({ consent, tags, name, email, phone, language, timeZone }) => {
    const agreed = [consent.email, consent.sms].map((yes) => (yes ? 'yes' : 'no'));
    return [name, email, phone, language, timeZone, tags.join(';'), ...agreed].join(',');
  });
  return `${[head.join(','), ...lines].join('\n')}\n`;
}

/** Which column of the file fills which field. */
export const customersMapping = [
  { column: 'name', field: 'name' },
  { column: 'email', field: 'email' },
  { column: 'phone', field: 'phone' },
  { column: 'language', field: 'language' },
  { column: 'time zone', field: 'timeZone' },
  { column: 'tags', field: 'tags' },
  { column: 'mail', field: 'consent.email' },
  { column: 'sms', field: 'consent.sms' },
];
