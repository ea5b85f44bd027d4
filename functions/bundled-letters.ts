import type { Fields } from '../templates/fields.ts';
import type { Template } from '../templates/template.ts';

/** What a process tells people, by what it is about, and what of it a template may print beside the customer. */
export interface Letters {
  readonly fields: Fields;
  readonly letters: Readonly<Record<string, Template>>;
}

/** The letters that come with Baton, by process: each process's are read when first asked for. */
const bundled: Readonly<Record<string, () => Promise<Letters>>> = {
  order: async () => {
    const { orderFields: fields, orderLetters: letters } = await import('../templates/bundled/order.ts');
    return { fields, letters };
  },
  outreach: async () => {
    const { outreachFields: fields, outreachLetters: letters } = await import(
      '../templates/bundled/outreach.ts'
    );
    return { fields, letters };
  },
  opportunity: async () => {
    const { opportunityFields: fields, opportunityLetters: letters } = await import(
      '../templates/bundled/opportunity.ts'
    );
    return { fields, letters };
  },
  case: async () => {
    const { caseFields: fields, caseLetters: letters } = await import('../templates/bundled/case.ts');
    return { fields, letters };
  },
  return: async () => {
    const { returnFields: fields, returnLetters: letters } = await import('../templates/bundled/return.ts');
    return { fields, letters };
  },
  repair: async () => {
    const { repairFields: fields, repairLetters: letters } = await import('../templates/bundled/repair.ts');
    return { fields, letters };
  },
  replacement: async () => {
    const { replacementFields: fields, replacementLetters: letters } = await import(
      '../templates/bundled/replacement.ts'
    );
    return { fields, letters };
  },
  refund: async () => {
    const { refundFields: fields, refundLetters: letters } = await import('../templates/bundled/refund.ts');
    return { fields, letters };
  },
};

/** Processes that a template may be about, beside customers. */
export const lettered: readonly string[] = Object.keys(bundled);

/** What a process tells; undefined where nothing of that comes with Baton. */
export async function lettersOf(process: string): Promise<Letters | undefined> {
  return Object.hasOwn(bundled, process) ? bundled[process]?.() : undefined;
}

/** The template of this id that comes with Baton: `order-paid` is what the process `order` tells about `paid`. */
export async function bundledLetter(
  id: string,
): Promise<{ readonly process: string; readonly template: Template } | undefined> {
  for (const process of lettered) {
    if (!id.startsWith(`${process}-`)) continue;
    const { letters = {} } = (await lettersOf(process)) ?? {};
    const about = id.slice(process.length + 1);
    const template = Object.hasOwn(letters, about) ? letters[about] : undefined;
    if (template !== undefined) return { process, template };
  }
  return undefined;
}
