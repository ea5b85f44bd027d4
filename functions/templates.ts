import { createKeptWhile, type KeptWhileOptions } from '../adapters/kept-while.ts';
import type { DeclaredFields } from '../adapters/ports/declared-fields.ts';
import type { Records } from '../adapters/ports/records.ts';
import type { Customer } from '../records/kinds/customer.ts';
import { type TemplateRecord, templateKind } from '../records/kinds/template.ts';
import type { Reader } from '../templates/filters.ts';
import type { Template, TemplateIssue, Texts } from '../templates/template.ts';
import { bundledLetter, lettersOf } from './bundled-letters.ts';

/** A template that can be sent. */
export interface Sendable {
  /** Throws `TooLong`. */
  render(data: TemplateData, reader: Reader): Texts;
}

/** What a template may print: the customer, where the reader may see them, and what it is about. */
export interface TemplateData extends Readonly<Record<string, unknown>> {
  readonly customer?: Customer | undefined;
}

/** A template as it was published. */
export interface PublishedTemplate extends Sendable {
  /** 1, 2, 3, …; 0 for one that comes with Baton. */
  readonly version: number;
}

/** Where templates come from. */
export interface Templates {
  /** The newest published version, or one of a moment ago; undefined where there is none of this id. */
  get(id: string): Promise<PublishedTemplate | undefined>;
}

/** Bundled templates that were asked for, made ready: they are the same for as long as the process lives. */
const ready = new Map<string, PublishedTemplate>();

/** The templates that come with Baton. Each is read when first asked for. */
export const bundledTemplates: Templates = {
  async get(id) {
    const known = ready.get(id);
    if (known !== undefined) return known;
    const found = await bundledLetter(id);
    if (found === undefined) return undefined;
    const made = await sendable(found.process, found.template, { among: async () => new Map() });
    if ('issues' in made) return undefined;
    const bundled = { ...made, version: 0 };
    ready.set(id, bundled);
    return bundled;
  },
};

/**
 * Published templates among the records, and those that come with Baton where there is none of that id. What was read
 * is kept for a while. Throws `StoreUnavailable`.
 */
export function createTemplates(
  { records, declared }: { readonly records: Records; readonly declared: DeclaredFields },
  options: KeptWhileOptions,
): Templates {
  const kept = createKeptWhile<PublishedTemplate>(options);
  return {
    async get(id) {
      const known = kept.get(id);
      if (known !== undefined) return known;
      const { about, channel, published } = (await records.of(templateKind).get(id))?.content ?? {};
      if (about === undefined || channel === undefined || published === undefined)
        return bundledTemplates.get(id);
      const ready = await sendable(about, { channel, languages: published.languages }, declared);
      // It was checked when it was published, and fields do not go away.
      if ('issues' in ready) return undefined;
      const template = { ...ready, version: published.version };
      kept.set(id, template);
      return template;
    },
  };
}

/** Makes a template ready, or tells all that is wrong with it; `languages`: with only these. */
export async function sendable(
  about: TemplateRecord['about'],
  template: Template,
  declared: Pick<DeclaredFields, 'among'>,
  languages?: readonly Reader['language'][],
): Promise<Sendable | { readonly issues: readonly TemplateIssue[] }> {
  // Liquid is slow to load.
  const [{ prepare }, { customerData, declaredIn, fieldsOf }] = await Promise.all([
    import('../templates/template.ts'),
    import('./template-fields.ts'),
  ]);
  const [custom, letters] = await Promise.all([declaredIn(template.languages, declared), lettersOf(about)]);
  const ready = prepare(template, fieldsOf(letters?.fields, custom), languages);
  if ('issues' in ready) return ready;
  return {
    render({ customer, ...data }, reader) {
      const person = customer && customerData(customer, custom, reader.language);
      return ready.render({ ...data, customer: person }, reader);
    },
  };
}
