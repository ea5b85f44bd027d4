import type { Letter, Mail } from '../adapters/ports.ts';
import type { Inline, InlineScope } from '../engine/definition.ts';
import { EffectFailed } from '../engine/perform.ts';

/** What the next steps shall fail at, for demonstrations: how many numbers, how many mails. Locally only. */
export interface Faults {
  number: number;
  mail: number;
}

/** The definition's own number, unless the next one shall fail. */
export function failingNumber(faults: Faults, number: Inline): Inline {
  return (input, scope: InlineScope) => {
    if (faults.number > 0) {
      faults.number -= 1;
      throw Object.assign(new Error('a fault was asked for'), { code: 'number-unavailable' });
    }
    return number(input, scope);
  };
}

/** Sends as ever, unless the next mail shall be refused for good. */
export function failingMail(faults: Faults, mail: Mail): Mail {
  return {
    async send(letter: Letter) {
      if (faults.mail > 0) {
        faults.mail -= 1;
        throw new EffectFailed('mail-refused', true);
      }
      await mail.send(letter);
    },
  };
}
