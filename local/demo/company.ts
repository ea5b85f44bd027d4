import type { Language, Text } from './voice.ts';

interface Employee {
  readonly name: Text;
  readonly roles: readonly string[];
}

const name = (en: string, zh: string): Text => ({ en, zh });

/** Who works at the company of the demonstration. */
export const employees: readonly Employee[] = [
  { name: name('Li Na', '李娜'), roles: ['sales'] },
  { name: name('Sun Lei', '孙磊'), roles: ['sales-manager', 'marketing-manager'] },
  { name: name('He Jun', '何军'), roles: ['sales-director', 'approver', 'manager'] },
  { name: name('Wang Qiang', '王强'), roles: ['packer', 'warehouse'] },
  { name: name('Zhao Min', '赵敏'), roles: ['service', 'returns', 'workshop'] },
  { name: name('Chen Jie', '陈洁'), roles: ['service-lead'] },
  { name: name('Wu Fang', '吴芳'), roles: ['finance', 'marketer'] },
];

/** A customer of the file that is imported. */
interface Row {
  readonly name: Text;
  readonly mail: string;
  readonly phone: string;
  readonly tags: string;
  /** Whether they agreed to mails. */
  readonly mails: boolean;
}

const row = (en: string, zh: string, mail: string, phone: string, tags: string, mails = true): Row => ({
  ...{ name: name(en, zh), mail, phone, tags, mails },
});

/** The last two are there twice, and without anything to reach them by. */
const rows: readonly Row[] = [
  row('Zhou Ying', '周颖', 'zhou.ying@example.com', '13800000001', 'regular'),
  row('Wu Gang', '吴刚', 'wu.gang@example.com', '13800000002', 'regular'),
  row('Zheng Hao', '郑浩', 'zheng.hao@example.com', '13800000003', 'regular'),
  row('Feng Lin', '冯琳', 'feng.lin@example.com', '13800000004', 'regular'),
  row('Jiang Tao', '蒋涛', 'jiang.tao@example.com', '13800000005', 'regular'),
  row('Shen Yu', '沈雨', 'shen.yu@example.com', '13800000006', 'regular'),
  row('Han Mei', '韩梅', 'han.mei@example.com', '13800000007', 'regular'),
  row('Yang Fan', '杨帆', 'yang.fan@example.com', '13800000008', 'regular', false),
  row('Zhu Li', '朱丽', 'zhu.li@example.com', '13800000009', 'office'),
  row('Qin Feng', '秦峰', 'qin.feng@example.com', '13800000010', 'office'),
  row('Zhou Ying', '周颖', 'zhou.ying@example.com', '13800000001', 'regular'),
  row('Xu Ran', '许然', 'xu.ran at example.com', '13800000012', 'office'),
];

/** The file as a spreadsheet of that language saves it. */
export function customerFile(language: Language): string {
  const [yes, no] = language === 'zh' ? ['是', '否'] : ['yes', 'no'];
  const head =
    language === 'zh'
      ? ['姓名', '邮箱', '手机', '标签', '语言', '时区', '允许邮件']
      : ['name', 'email', 'phone', 'tags', 'language', 'time zone', 'mails'];
  const lines = rows.map(({ name, mail, phone, tags, mails }) =>
    [name[language], mail, phone, tags, language, 'Asia/Shanghai', mails ? yes : no].join(','),
  );
  return `${[head.join(','), ...lines].join('\n')}\n`;
}

/** Which column of the file fills which field. */
export function customerMapping(language: Language) {
  const [name, email, phone, tags, spoken, zone, mails] =
    customerFile(language).split('\n')[0]?.split(',') ?? [];
  return Object.entries({
    ...{ name, email, phone, tags, language: spoken, timeZone: zone, 'consent.email': mails },
  }).map(([field, column]) => ({ column, field }));
}
