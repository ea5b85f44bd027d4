import type { FieldDeclaration } from '../records/fields.ts';
import { fold } from '../records/fold.ts';

/** A column and the field of a customer that it fills. */
export interface Mapped {
  readonly column: string;
  readonly field: string;
}

/** A column of a file, and the field that it is likely meant for; null where none is. */
export interface Suggested {
  readonly column: string;
  readonly field: string | null;
}

/** What a column of customers may fill, beside `consent.<channel>` and `fields.<name>`, and what people call it. */
const CALLED: Readonly<Record<string, readonly string[]>> = {
  name: [
    'full name',
    'fn',
    'customer name',
    'contact',
    'display name',
    '姓名',
    '名称',
    '客户',
    '客户名称',
    '客户姓名',
    '联系人',
    '名字',
  ],
  'name.given': ['first name', 'given name', 'n given', 'forename', '名'],
  'name.family': ['last name', 'family name', 'n family', 'surname', '姓', '姓氏'],
  email: [
    'e-mail',
    'mail',
    'email address',
    'e-mail address',
    '邮箱',
    '电子邮箱',
    '邮件',
    '电子邮件',
    '邮箱地址',
    '电邮',
  ],
  phone: [
    'tel',
    'telephone',
    'mobile',
    'cell',
    'mobile phone',
    'phone number',
    'mobile number',
    '手机',
    '手机号',
    '手机号码',
    '电话',
    '电话号码',
    '联系电话',
    '移动电话',
  ],
  'address.lines': [
    'address',
    'street',
    'street address',
    'address line',
    'address 1',
    'address 2',
    'address line 1',
    'address line 2',
    'adr street',
    '地址',
    '详细地址',
    '街道',
    '街道地址',
    '联系地址',
  ],
  'address.city': ['city', 'town', 'adr city', '城市', '市', '所在城市'],
  'address.region': ['region', 'state', 'province', 'county', 'adr region', '省', '省份', '地区', '州'],
  'address.postalCode': ['postal code', 'postcode', 'zip', 'zip code', 'adr code', '邮编', '邮政编码'],
  'address.country': ['country', 'adr country', '国家', '国家地区'],
  language: ['lang', 'preferred language', '语言', '语种'],
  timeZone: ['time zone', 'tz', '时区'],
  owner: ['account owner', '负责人', '所有者', '归属人'],
  team: ['团队', '负责团队', '小组'],
  account: ['公司编号', '客户账户', '账户'],
  position: ['title', 'job title', 'role', '职位', '职务', '头衔'],
  tags: ['tag', 'categories', 'labels', '标签', '分类'],
};

/** Channels as people write them in the names of columns. */
const CONSENT: Readonly<Record<string, readonly string[]>> = {
  'consent.email': ['email consent', 'newsletter', 'email opt in', '邮件同意', '同意邮件'],
  'consent.sms': ['sms consent', 'sms opt in', '短信同意', '同意短信'],
  'consent.phone': ['phone consent', 'call consent', '电话同意', '同意电话'],
  'consent.post': ['post consent', '邮寄同意'],
  'consent.wechat': ['wechat consent', '微信同意', '同意微信'],
  'consent.whatsapp': ['whatsapp consent'],
};

/** Every field of a customer's own that a column can fill. */
export const COLUMN_FIELDS: readonly string[] = [...Object.keys(CALLED), ...Object.keys(CONSENT)];

/** The one field that several columns may fill: each adds a line. */
export const LINES = 'address.lines';

const KNOWN = new Map(
  Object.entries({ ...CALLED, ...CONSENT }).flatMap(([field, names]) =>
    [field, ...names].map((name) => [bare(name), field] as const),
  ),
);

/**
 * What the columns of a file are likely meant for, by their names in English or Chinese; custom fields by name or title. A
 * field is suggested once: for the column that is called just as the field is, as in an export, else for the first one that
 * people would call so.
 */
export function suggestColumns(
  columns: readonly string[],
  declared: ReadonlyMap<string, FieldDeclaration>,
): readonly Suggested[] {
  const custom = new Map(
    [...declared].flatMap(([name, { title }]) =>
      [`fields.${name}`, name, title.en, title.zh].map((one) => [bare(one), `fields.${name}`] as const),
    ),
  );
  const named = columns.filter((column) => column !== '');
  const own = new Set([...COLUMN_FIELDS, ...[...declared.keys()].map((name) => `fields.${name}`)]);
  const taken = new Set(named.filter((column) => own.has(column)));
  return named.map((column) => {
    if (own.has(column)) return { column, field: column };
    const field = KNOWN.get(bare(column)) ?? custom.get(bare(column)) ?? null;
    if (field === null || (taken.has(field) && field !== LINES)) return { column, field: null };
    taken.add(field);
    return { column, field };
  });
}

/** A name as it is compared: `E-Mail`, `e_mail` and `Ｅmail` are one. */
function bare(name: string): string {
  return fold(name).replaceAll(/[\s_\-.:：*()（）/]/g, '');
}

/** What is wrong with a mapping: the place in it, and a sentence. */
export interface MappingFlaw {
  readonly at: number;
  readonly key: keyof Mapped;
  readonly message: string;
}

/** What is wrong with a mapping of these columns; undefined where it can be used. Only changes need no name. */
export function mappingFlaw(
  mapping: readonly Mapped[],
  columns: readonly string[],
  declared: ReadonlyMap<string, FieldDeclaration>,
  needsName = true,
): MappingFlaw | undefined {
  const names = new Set(columns.filter((column) => column !== ''));
  const [seen, filled] = [new Set<string>(), new Set<string>()];
  for (const [at, { column, field }] of mapping.entries()) {
    if (!names.has(column)) return { at, key: 'column', message: 'is not a column of the file' };
    if (seen.has(column)) return { at, key: 'column', message: 'is there twice' };
    const custom = field.startsWith('fields.') && declared.has(field.slice('fields.'.length));
    if (!custom && !COLUMN_FIELDS.includes(field)) {
      return { at, key: 'field', message: 'is not a field of customers that a column can fill' };
    }
    if (filled.has(field) && field !== LINES) return { at, key: 'field', message: 'is there twice' };
    seen.add(column);
    filled.add(field);
  }
  if (!needsName || filled.has('name') || filled.has('name.given') || filled.has('name.family'))
    return undefined;
  return { at: mapping.length, key: 'field', message: 'must be name for one of the columns' };
}
