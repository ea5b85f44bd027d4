/** The languages in which a process can be drawn. */
export type Language = 'en' | 'zh';

/** What a drawing says of itself, beside what the author wrote. */
export const words = {
  en: {
    version: 'version',
    due: 'due: ',
    done: 'done',
    failed: 'failed',
    always: 'at once',
    any: 'anything else',
    otherwise: 'otherwise',
    condition: 'condition',
    anywhere: 'wherever it stands',
    ended: 'all of it has ended',
    stands: 'it stands here',
    comma: ', ',
    colon: ': ',
    semicolon: '; ',
    stop: '. ',
    days: ['day', 'days'],
    hours: ['hour', 'hours'],
    minutes: ['minute', 'minutes'],
    seconds: ['second', 'seconds'],
  },
  zh: {
    version: '版本',
    due: '期限：',
    done: '完成',
    failed: '失败',
    always: '立即',
    any: '其他任何事件',
    otherwise: '否则',
    condition: '条件',
    anywhere: '无论处于何处',
    ended: '全部结束',
    stands: '目前在此',
    comma: '，',
    colon: '：',
    semicolon: '；',
    stop: '。',
    days: ['天', '天'],
    hours: ['小时', '小时'],
    minutes: ['分钟', '分钟'],
    seconds: ['秒', '秒'],
  },
} as const;

/** A name of code as people read it: `awaitingPayment` is "Awaiting payment". */
export function inWords(name: string): string {
  const spaced = name
    .replaceAll(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .replaceAll(/[_\s-]+/g, ' ')
    .trim()
    .toLowerCase();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}
