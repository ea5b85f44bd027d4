import { customerFile, customerMapping, employees } from '../company.ts';
import type { Stage } from '../stage.ts';
import type { Span } from '../voice.ts';

interface Import {
  readonly import: string;
  readonly revision: number;
  readonly state: string;
  readonly tally: Readonly<Record<string, number>>;
}

interface Row {
  readonly row: number;
  readonly outcome: string;
  readonly problems?: readonly { readonly column: string; readonly code: string }[];
}

/** People come to work, and the customers of a spreadsheet are imported; returns the segment of the regular ones. */
export async function opening(stage: Stage): Promise<string> {
  const { client, voice, staff } = stage;
  const { pick, join, say, language } = voice;
  voice.title({ en: 'A small company', zh: '一家小公司' });
  for (const { name, roles } of employees) {
    const hired = { name: pick(name), roles, languages: [language] };
    const { person } = await client.post<{ person: string }>('/people', hired);
    staff.set(person, pick(name));
  }
  const now = voice.time(await client.time());
  say({ en: `It is ${now}. Bamboo & Oak sells furniture.`, zh: `现在是 ${now}。竹橡家居销售家具。` });
  const people = join(employees.map(({ name, roles }) => `${pick(name)} (${roles.join(', ')})`));
  say({ en: `Who works there: ${people}`, zh: `员工：${people}` });
  await setting(stage, 'order', 'paymentReminder', { days: 3 });
  await setting(stage, 'follow-up', 'within', { days: 1 });

  const segment = await client.post<{ segment: string }>('/segments', {
    title: { en: 'Regular customers', zh: '老客户' },
    filter: { field: 'tags', has: 'regular' },
  });
  voice.title({ en: 'Customers come from a spreadsheet', zh: '从表格导入客户' });
  const begun = await client.post<Import>('/imports', { format: 'csv', duplicates: 'skip', country: 'CN' });
  await client.put(`/imports/${begun.import}/file/1`, { text: customerFile(language) });
  const { revision } = await client.get<Import>(`/imports/${begun.import}`);
  const wanted = { dryRun: false, mapping: customerMapping(language) };
  await client.post(`/imports/${begun.import}/start`, wanted, { revision });
  await client.pass(0);
  const { tally } = await client.get<Import>(`/imports/${begun.import}`);
  const { created = 0, duplicate = 0, invalid = 0 } = tally;
  say({
    en: `customers.csv: ${created} created, ${duplicate} known already, ${invalid} not valid`,
    zh: `customers.csv：新建 ${created} 位，重复 ${duplicate} 位，无效 ${invalid} 行`,
  });
  for (const { row, outcome, problems = [] } of await client.all<Row>(`/imports/${begun.import}/report`)) {
    const why = problems.map(({ column, code }) => `${column}: ${code}`).join(', ');
    if (outcome === 'duplicate')
      say({ en: `row ${row}: somebody has this mail`, zh: `第 ${row} 行：邮箱已存在` });
    if (outcome === 'invalid') say({ en: `row ${row}: ${why}`, zh: `第 ${row} 行：${why}` });
  }
  const members = await client.all(`/segments/${segment.segment}/customers`);
  const title = pick({ en: 'Regular customers', zh: '老客户' });
  say({
    en: `Segment “${title}”: ${members.length} of them`,
    zh: `客户分群《${title}》：${members.length} 位`,
  });
  return segment.segment;
}

/** What a company changes without code. */
async function setting(
  { voice, catalogue }: Stage,
  process: string,
  field: string,
  span: Span,
): Promise<void> {
  await catalogue.change(process, { [field]: span });
  const what = catalogue.setting(process, field) ?? { en: field, zh: field };
  const whose = catalogue.process(process);
  voice.say({
    en: `It sets, for the process ${whose.en}: ${what.en} ${voice.span(span)}`,
    zh: `公司设置（${whose.zh}）：${what.zh} ${voice.span(span)}`,
  });
}
