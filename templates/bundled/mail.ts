import type { Template } from '../template.ts';

type Letter = readonly [subject: string, text: string];

/** A mail in both languages: English, then Chinese. */
export function mail([subject, text]: Letter, [zhSubject, zhText]: Letter): Template {
  const zh = { subject: zhSubject, text: zhText };
  return { channel: 'mail', languages: { en: { subject, text }, zh } };
}
