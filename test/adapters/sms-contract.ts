import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ShortMessage, Sms } from '../../adapters/ports.ts';

export interface OpenedSms {
  readonly sms: Sms;
  arrived(): Promise<readonly Omit<ShortMessage, 'key'>[]>;
  close(): Promise<void>;
}

export const message: ShortMessage = {
  key: 'i-1/3/0',
  to: '+4915112345678',
  text: 'Your order is on its way.',
};

/** What every way of sending short messages does. */
export function smsContract(name: string, open: () => Promise<OpenedSms>): void {
  describe(`the contract of short messages: ${name}`, () => {
    let opened: OpenedSms;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened.close());

    test.each(['Your order is on its way.', '您的订单已发货。', 'two\nlines & signs < > + % ='])(
      '%j arrives with its number',
      async (text) => {
        await opened.sms.send({ ...message, text });
        expect(await opened.arrived()).toEqual([{ to: message.to, text }]);
      },
    );
  });
}
