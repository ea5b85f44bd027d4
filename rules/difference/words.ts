import { nouns } from './nouns.ts';
import type { Difference, Part } from './part.ts';

/** The languages that differences are told in. */
export type WordsLanguage = 'en' | 'zh';

/** One difference as a sentence. */
export function inWords(difference: Difference, language: WordsLanguage): string {
  const { place, what } = difference;
  const comma = language === 'en' ? ', ' : '，';
  const colon = language === 'en' ? ': ' : '：';
  const where = place.map((part) => partInWords(part, language)).join(comma);
  const subject = partInWords(what, language);
  const told = language === 'en' ? english(difference, subject) : chinese(difference, subject);
  return where === '' ? told : `${where}${colon}${told}`;
}

function english({ kind, what, before, after }: Difference, subject: string): string {
  if (what.noun === 'others') return `${subject} changed`;
  switch (kind) {
    case 'added':
      return after === undefined ? `${subject} was added` : `${subject} “${after}” was added`;
    case 'removed':
      return before === undefined ? `${subject} was removed` : `${subject} “${before}” was removed`;
    case 'moved':
      return `${subject} moved from place ${before} to place ${after}`;
    case 'changed':
      return `${subject} “${before}” became “${after}”`;
  }
}

function chinese({ kind, what, before, after }: Difference, subject: string): string {
  if (what.noun === 'others') return `${subject}有变化`;
  switch (kind) {
    case 'added':
      return after === undefined ? `新增${subject}` : `新增${subject}“${after}”`;
    case 'removed':
      return before === undefined ? `删除${subject}` : `删除${subject}“${before}”`;
    case 'moved':
      return `${subject}由第 ${before} 位移到第 ${after} 位`;
    case 'changed':
      return `${subject}由“${before}”改为“${after}”`;
  }
}

/** A cell goes by its column. */
function partInWords({ noun, name }: Part, language: WordsLanguage): string {
  const text = typeof name === 'string' ? name : (name?.[language] ?? name?.en);
  if (noun === 'cell' && text !== undefined) return text;
  const word = nouns[noun][language];
  return text === undefined ? word : `${word} ${text}`;
}
