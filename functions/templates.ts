import type { Ready } from '../templates/template.ts';

/** Where templates come from, ready to be sent. */
export interface Templates {
  /** The newest published version; undefined where there is none of this id. */
  get(id: string): Promise<Ready | undefined>;
}

const ORDER = 'order-';
const ready = new Map<string, Ready>();

/** The templates that come with Baton: the letters of an order, such as `order-paid`. They are read when first asked for. */
export const bundledTemplates: Templates = {
  async get(id) {
    const known = ready.get(id);
    if (known !== undefined || !id.startsWith(ORDER)) return known;
    const [{ orderFields, orderLetters }, { prepare }] = await Promise.all([
      import('../templates/bundled/order.ts'),
      import('../templates/template.ts'),
    ]);
    const about = id.slice(ORDER.length);
    const letter = Object.hasOwn(orderLetters, about) ? orderLetters[about] : undefined;
    const made = letter && prepare(letter, orderFields);
    if (made === undefined || 'issues' in made) return undefined;
    ready.set(id, made);
    return made;
  },
};
