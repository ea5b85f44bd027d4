import { asLine, asText, type Escape } from './escape.ts';
import { IN_TEXT, type Misplaced, type Place, placeAfter, printedAt } from './html-place.ts';

/** What a text becomes: one line, a text with lines, or a page or mail of HTML. */
export type Form = 'line' | 'text' | 'html';

/** How a text of a form is gone through, and what is printed where. */
export interface Medium {
  after(place: Place, text: string): Place | Misplaced;
  print(place: Place): { readonly escape: Escape; readonly next: Place } | string;
}

export const media: Readonly<Record<Form, Medium>> = {
  line: {
    after(place, text) {
      const offset = text.search(/[\r\n]/);
      return offset < 0 ? place : { problem: 'a subject is one line', offset };
    },
    print: (next) => ({ escape: asLine, next }),
  },
  text: { after: () => IN_TEXT, print: (next) => ({ escape: asText, next }) },
  html: { after: placeAfter, print: printedAt },
};
