import { compile, type Issue, type Render } from './compile.ts';
import type { Fields } from './fields.ts';
import type { Language, Reader } from './filters.ts';
import type { Form } from './medium.ts';

/** A part of a template: each is a text of its own. */
export type Part = 'subject' | 'text' | 'html';

/** How it reaches people: says which parts it has. */
export type Channel = keyof typeof CHANNELS;

const CHANNELS = {
  mail: { needs: ['subject', 'text'], may: ['html'] },
  sms: { needs: ['text'], may: [] },
  text: { needs: ['text'], may: [] },
  html: { needs: ['html'], may: [] },
} as const satisfies Readonly<Record<string, Readonly<Record<'needs' | 'may', readonly Part[]>>>>;

const languages = ['en', 'zh'] as const satisfies readonly Language[];
const parts = ['subject', 'text', 'html'] as const satisfies readonly Part[];

const FORMS: Readonly<Record<Part, Form>> = { subject: 'line', text: 'text', html: 'html' };

/** The texts of one language, in Liquid. */
export type Texts = Readonly<Partial<Record<Part, string>>>;

/** What people write: as a draft it may be wrong, once it is published it never changes. */
export interface Template {
  readonly channel: Channel;
  readonly languages: Readonly<Partial<Record<Language, Texts>>>;
}

/** What is wrong with a template, and in which of its texts. */
export interface TemplateIssue extends Issue {
  readonly language: Language;
  readonly part: Part;
}

/** A template that was checked against its fields. */
export interface Ready {
  /** Every part of its channel, in the reader's language. Throws `TooLong`, and nothing else, whatever the data. */
  render(data: unknown, reader: Reader): Texts;
}

/**
 * Makes a template ready for sending, or tells all that is wrong with it: mistakes of Liquid, fields that are not
 * declared, places in which nothing can be printed safely, parts and languages that are missing. `wanted`: only these
 * languages are looked at.
 */
export function prepare(
  template: Template,
  fields: Fields,
  wanted: readonly Language[] = languages,
): Ready | { readonly issues: TemplateIssue[] } {
  const issues: TemplateIssue[] = [];
  const renders = new Map<Language, readonly (readonly [Part, Render])[]>();
  for (const language of wanted) {
    const texts = template.languages[language] ?? {};
    const { needs, may }: Readonly<Record<'needs' | 'may', readonly Part[]>> = CHANNELS[template.channel];
    const tell = (part: Part, found: readonly Issue[]) =>
      issues.push(...found.map((issue) => ({ language, part, ...issue })));
    const made = parts.flatMap((part): [Part, Render][] => {
      const text = texts[part];
      const problem = fault(text, needs.includes(part), may.includes(part), template.channel);
      if (problem !== undefined) tell(part, [{ line: 1, column: 1, message: problem }]);
      if (problem !== undefined || text === undefined) return [];
      const compiled = compile(text, FORMS[part], fields);
      if ('render' in compiled) return [[part, compiled.render]];
      tell(part, compiled.issues);
      return [];
    });
    renders.set(language, made);
  }
  if (issues.length > 0) return { issues };
  return {
    render: (data, reader) =>
      Object.fromEntries(
        (renders.get(reader.language) ?? []).map(([part, render]) => [part, render(data, reader)]),
      ),
  };
}

function fault(
  text: string | undefined,
  needed: boolean,
  allowed: boolean,
  channel: Channel,
): string | undefined {
  if (text === undefined) return needed ? 'this is missing' : undefined;
  if (!needed && !allowed) return `${channel} has no such part`;
  return text.trim() === '' ? 'this is empty' : undefined;
}
