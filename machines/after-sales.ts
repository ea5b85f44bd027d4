import * as z from 'zod';
import { reason as anyReason, externalCode as code } from './codes.ts';
import { effect, inline, type Scope, text } from './define.ts';
import { numberOf } from './number.ts';

export const reason = anyReason.meta({ examples: ['changed-mind'] });
export const order = code.meta(text('The order that it is about: its instance', '相关订单的实例编号'));
export const role = z
  .string()
  .regex(/^[\w-]{1,64}$/, 'is not a role')
  .meta(text('A role: who does it', '负责的角色'));
export const articles = z
  .array(
    z.strictObject({
      article: code.meta(text('Article number', '商品编号')),
      quantity: z.int().min(1).max(10_000).meta(text('How many', '数量')),
    }),
  )
  .min(1)
  .max(100)
  .meta({
    ...text('Which articles, and how many of each', '商品及数量'),
    examples: [[{ article: 'CHAIR', quantity: 1 }]],
  });
export const carrier = code.meta(text('The carrier, as a code', '承运人代码'));
export const tracking = code.meta(text("The carrier's number", '运单号'));

/** Whom a letter is for: the customer, those who do the work, or who leads them. */
export const reader = z.enum(['customer', 'team', 'lead']);

/**
 * The effect of telling somebody something about a process: the letter `<process>-<about>`, which may print `number`
 * and the further fields. One that cannot be told fails for good within the hour, and the process goes on.
 */
export function notify<A extends z.ZodType, F extends z.core.$ZodLooseShape>(about: A, fields: F) {
  return effect({
    input: z.strictObject({ to: reader, about, customer: z.string(), number: z.string(), ...fields }),
    output: z.strictObject({}),
    attempts: 5,
    deadline: { hours: 1 },
    exhausted: 'fail',
  });
}

/** What people read of the part of a state in which nothing happens until somebody is reminded. */
export const waiting = { title: { en: 'Waiting', zh: '等待中' } };

interface Named {
  readonly customer: string;
  readonly number: string;
}

/**
 * Makes states, or parts of them, that tell somebody something by the effect `notify`, and go on to `target` whether
 * they could be told or not. `fieldsOf` says what a letter may print besides the number.
 */
export function telling<C extends Named, F extends object>(fieldsOf: (context: C) => F) {
  return <const A extends string, const T extends string>(to: z.output<typeof reader>, about: A, target: T) =>
    ({
      meta: { title: { en: 'Being told', zh: '通知中' } },
      invoke: {
        id: about,
        src: 'notify',
        input: ({ context }: { context: C }) => {
          const { customer, number } = context;
          return { to, about, customer, number, ...fieldsOf(context) };
        },
        onDone: target,
        onError: target,
      },
    }) as const;
}

/** Decides, as an inline actor, the number by which people call an instance, and the role that works on it. */
export function preparation(prefix: string, roleOf: (scope: Scope) => string) {
  return inline({
    input: z.undefined(),
    output: z.strictObject({ number: z.string(), role: z.string() }),
    compute: (_, scope) => ({ number: numberOf(prefix, scope), role: roleOf(scope) }),
  });
}
