/** The languages that the demonstration speaks. */
export type Language = 'en' | 'zh';

export type Text = Readonly<Record<Language, string>>;

/** A length of time as settings say it. */
export type Span = Readonly<Partial<Record<'days' | 'hours' | 'minutes' | 'seconds', number>>>;

/** The zone in which the company of the demonstration lives. */
export const ZONE = 'Asia/Shanghai';

const UNITS: readonly (readonly [keyof Span, string, string])[] = [
  ['days', 'day', '天'],
  ['hours', 'hour', '小时'],
  ['minutes', 'minute', '分钟'],
  ['seconds', 'second', '秒'],
];

export type Voice = ReturnType<typeof createVoice>;

/** Says things in one language. */
export function createVoice(language: Language, print: (line: string) => void) {
  const format = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    ...{ timeZone: ZONE, weekday: 'short', month: 'short', day: 'numeric' },
    ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  });
  const pick = (text: Text) => text[language];
  const join = (parts: readonly string[]) => parts.join(language === 'zh' ? '、' : ', ');
  return {
    language,
    pick,
    join,
    print,
    /** What happens, in a sentence. */
    say: (text: Text) => print(`  ${pick(text)}`),
    /** Why, or how it was found. */
    why: (text: Text) => print(`      ${language === 'zh' ? '原因：' : 'because '}${pick(text)}`),
    title(text: Text) {
      print('');
      print(pick(text));
      print('-'.repeat([...pick(text)].reduce((width, one) => width + (one > '\u2e80' ? 2 : 1), 0)));
    },
    time(moment: string): string {
      const parts = Object.fromEntries(
        format.formatToParts(Date.parse(moment)).map((one) => [one.type, one.value]),
      );
      const { weekday, month, day, hour, minute } = parts;
      return language === 'zh'
        ? `${month}月${day}日${weekday} ${hour}:${minute}`.replace('月月', '月')
        : `${weekday} ${day} ${month} ${hour}:${minute}`;
    },
    span(span: Span): string {
      const said = UNITS.flatMap(([unit, en, zh]) => {
        const count = span[unit];
        if (count === undefined) return [];
        return language === 'zh' ? [`${count} ${zh}`] : [`${count} ${en}${count === 1 ? '' : 's'}`];
      });
      return said.join(' ');
    },
    money(minor: number, currency: string): string {
      return `${(minor / 100).toFixed(2)} ${currency}`;
    },
  };
}
