import type { Words } from '../model.ts';
import type { Issue } from '../unfit.ts';
import { childIn, type Element, textIn } from './elements.ts';
import { type Keeping, restOf } from './kept.ts';
import { type Place, wordsOf } from './place.ts';

/** What one file's reading has come to. */
export interface Reading {
  readonly kept: Keeping;
  readonly issues: Issue[];
}

/** Keeps what an element holds beside the properties that were used. */
export function keep(
  reading: Reading,
  element: Element | undefined,
  place: Place,
  used: readonly string[],
): void {
  const rest = element && restOf(element, place, used);
  if (rest !== undefined) reading.kept.add(place, rest);
}

/** Labels are titles; that in Chinese is an attribute of Baton's. */
export function titleIn(element: Element): { title?: Words } {
  const [en, zh] = [textIn(element, 'label'), textIn(element, 'zh')];
  return en === undefined ? {} : { title: { en, ...(zh !== undefined && { zh }) } };
}

/** The properties that `titleIn` uses. */
export const TITLE = ['label', 'zh'];

/** An id that says more than its place. */
export function idIn(element: Element, place: Place): { id?: string } {
  const [key, id] = [textIn(element, 'key'), textIn(element, 'id')];
  if (key !== undefined) return key === '' ? {} : { id: key };
  return id === undefined || id === place.made ? {} : { id };
}

/** The properties that `idIn` uses. */
export const ID = ['id', 'key'];

/** A type's name as FEEL says it: the prefix of FEEL's own namespace, which older files write, is dropped. */
export function typeIn(element: Element | undefined): { type?: string } {
  const type = textIn(element, 'typeRef')
    ?.trim()
    .replace(/^feel:/, '');
  return type ? { type } : {};
}

/** The text that an element holds, as FEEL reads it: without the space around it. */
export function feelIn(element: Element | undefined, name?: string): string | undefined {
  return textIn(name === undefined ? element : childIn(element, name), 'text')?.trim();
}

const FEEL = /^(feel|https?:\/\/www\.omg\.org\/spec\/(DMN\/\d{8}\/FEEL\/?|FEEL\/\d{8}))$/i;

/** Keeps what stands beside a text of FEEL; one of another language is an issue. */
export function keepText(
  reading: Reading,
  element: Element | undefined,
  place: Place,
  used: readonly string[] = [],
): void {
  refuseOtherLanguage(reading, element, place);
  keep(reading, element, place, ['text', 'expressionLanguage', ...used]);
}

export function refuseOtherLanguage(reading: Reading, element: Element | undefined, place: Place): void {
  const language = textIn(element, 'expressionLanguage');
  if (language === undefined || FEEL.test(language)) return;
  reading.issues.push({ path: wordsOf(place), message: `the expression language ${language} is not FEEL` });
}
