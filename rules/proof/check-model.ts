import type { Model } from '../model.ts';
import type { Finding } from './proof.ts';
import { plainName } from './site.ts';
import { unknownTypes } from './value-type.ts';

/** What is wrong with the model apart from its tables: types that nothing defines, inputs that nothing uses. */
export function checkModel(model: Model): Finding[] {
  const unknown = unknownTypes(model).map(
    ({ name, owner }): Finding => ({
      code: 'unknown-type',
      severity: 'error',
      certain: true,
      place: { table: owner },
      text: {
        en: `${owner} has the type ${name}, which nothing defines.`,
        zh: `${owner} 的类型 ${name} 未定义。`,
      },
    }),
  );
  const texts = usingTexts(model).map((text) => plainName(text.replace(/"(?:[^"\\]|\\.)*"/g, '""')));
  const unused = model.inputs
    .filter(({ name }) => !texts.some((text) => names(text, plainName(name))))
    .map(
      ({ name }): Finding => ({
        code: 'unused-input',
        severity: 'note',
        certain: true,
        place: { column: name },
        text: { en: `Nothing uses the input ${name}.`, zh: `没有任何决策用到输入 ${name}。` },
      }),
    );
  return [...unknown, ...unused];
}

/** Everything in which an input can be named: FEEL, and what services and imported models take. */
function usingTexts(model: Model): string[] {
  const logic = [
    ...model.decisions.map((decision) => decision.logic),
    ...(model.knowledge ?? []).map((knowledge) => knowledge.function),
  ];
  const services = (model.services ?? []).flatMap((service) => service.inputs ?? []);
  const imported = (model.imports ?? []).flatMap((source) => source.model.inputs.map((input) => input.name));
  return [...logic.flatMap((part) => stringsIn(part)), ...services, ...imported];
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => (SILENT.has(key) ? [] : stringsIn(part)));
}

/** What is no FEEL. */
const SILENT = new Set([
  'kind',
  'id',
  'name',
  'title',
  'type',
  'note',
  'annotations',
  'hitPolicy',
  'language',
]);

/** Whether the text names it as a whole: `score`, not the beginning of `scores`. */
function names(text: string, name: string): boolean {
  const letter = /[\p{L}\p{N}_]/u;
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + 1)) {
    const before = text[at - 1] ?? ' ';
    const after = text[at + name.length] ?? ' ';
    if (!letter.test(before) && !letter.test(after)) return true;
  }
  return false;
}
