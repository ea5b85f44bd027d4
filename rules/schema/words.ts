import * as z from 'zod';
import type { Words } from '../model.ts';

/** A description for people in both languages of the console: for `.meta()` of a schema. */
export function text(en: string, zh: string): { description: string; 'x-description-zh': string } {
  return { description: en, 'x-description-zh': zh };
}

/** A value that is made when it is first asked for: a start waits for no schema that it does not need. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** The most characters of a text for people, and of one that is computed. */
const MOST_WORDS = 10_000;
const MOST_FEEL = 20_000;

export const prose = () => z.string().max(MOST_WORDS);

/** FEEL, unread: whether it parses is said when the model is made ready. */
export const feel = () => z.string().max(MOST_FEEL);

export const name = () => z.string().min(1).max(200);

export const id = () =>
  z.string().min(1).max(200).meta(text('An id, such as a DMN file has it.', '标识，例如 DMN 文件中的标识。'));

export const typeName = () =>
  name().meta({
    ...text(
      'FEEL’s (`number`, `string`, `boolean`, `date`, `time`, `date and time`, `days and time duration`, `years and months duration`, `Any`) or that of one of the model’s types.',
      'FEEL 的类型名（`number`、`string`、`boolean`、`date`、`time`、`date and time`、`days and time duration`、`years and months duration`、`Any`），或模型自定义的类型名。',
    ),
    examples: ['number'],
  });

export const title = (): z.ZodType<Words> =>
  z
    .strictObject({ en: z.string().min(1).max(200), zh: z.string().min(1).max(200).optional() })
    .meta(text('What people call it, in English and in Chinese.', '供人阅读的名称，英文和中文。'));

export const allowed = () =>
  feel().meta(text('Unary tests: the values that may come.', '一元测试：允许出现的取值。'));
