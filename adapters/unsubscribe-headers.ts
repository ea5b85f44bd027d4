import type { Letter } from './ports.ts';

/** What lets a mail program unsubscribe by itself, in one click: as RFC 8058 says. */
export function unsubscribeHeaders({ unsubscribe }: Pick<Letter, 'unsubscribe'>): Record<string, string> {
  if (unsubscribe === undefined) return {};
  return {
    'List-Unsubscribe': `<${unsubscribe}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  };
}
