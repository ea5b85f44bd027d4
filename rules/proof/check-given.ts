import { isDeepStrictEqual } from 'node:util';
import type { Model, TypeName } from '../model.ts';
import type { Finding } from './proof.ts';
import { ANY, valueTypeOf } from './value-type.ts';

/**
 * What the processes could not use that ask `first`: they give its inputs and no others, and take answers of its type.
 * An input that they do not give leaves every instance without an answer; one of another type may do so, and an answer
 * of another type may be none to them.
 */
export function checkGiven(model: Model, first: Model): Finding[] {
  return [...model.inputs.flatMap((input) => checkInput(input, model, first)), ...checkAnswer(model, first)];
}

function checkInput({ name, type }: Model['inputs'][number], model: Model, first: Model): Finding[] {
  const place = { column: name };
  const given = first.inputs.find((input) => input.name === name);
  if (given === undefined) {
    const en = `No process gives the input ${name}: every instance would be left without an answer.`;
    const zh = `没有流程提供输入 ${name}：所有实例都将得不到结果。`;
    return [{ code: 'input-not-given', severity: 'error', certain: true, place, text: { en, zh } }];
  }
  const takes = valueTypeOf(type, model);
  if (isDeepStrictEqual(takes, ANY) || isDeepStrictEqual(takes, valueTypeOf(given.type, first))) return [];
  const [was, is] = [nameOf(given.type), nameOf(type)];
  const en = `Processes give the input ${name} as ${was}; here it is ${otherwise(was, is).en}.`;
  const zh = `流程提供的输入 ${name} 类型为 ${was}，此处为${otherwise(was, is).zh}。`;
  return [{ code: 'input-retyped', severity: 'warning', certain: true, place, text: { en, zh } }];
}

function checkAnswer(model: Model, first: Model): Finding[] {
  const [expected, found] = [answerType(first), answerType(model)];
  if (isDeepStrictEqual(valueTypeOf(found, model), valueTypeOf(expected, first))) return [];
  const [was, is] = [nameOf(expected), nameOf(found)];
  const en = `Processes expect the answer ${model.answer} to be ${was}; here it is ${otherwise(was, is).en}.`;
  const zh = `流程要求结果 ${model.answer} 的类型为 ${was}，此处为${otherwise(was, is).zh}。`;
  const place = { table: model.answer };
  return [{ code: 'answer-retyped', severity: 'warning', certain: true, place, text: { en, zh } }];
}

function answerType(model: Model): TypeName | undefined {
  return [...model.decisions, ...(model.services ?? [])].find(({ name }) => name === model.answer)?.type;
}

const nameOf = (type: TypeName = 'Any') => type;

/** A type of the same name may be another one. */
function otherwise(was: TypeName, is: TypeName) {
  return was === is ? { en: `another ${is}`, zh: `另一个 ${is}` } : { en: is, zh: ` ${is}` };
}
