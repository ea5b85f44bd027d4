import * as z from 'zod';
import { text } from './define.ts';

/** Active currency codes of ISO 4217 (funds, metals and test codes left out). */
const CODES = new Set(
  `AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY
   COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR
   ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK
   MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF
   SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU
   UZS VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG`.split(/\s+/),
);

/** ISO 4217's exceptions from two digits after the point. */
const DIGITS: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF'.split(' ').map((c) => [c, 0]),
  ),
  ...Object.fromEntries('BHD IQD JOD KWD LYD OMR TND'.split(' ').map((c) => [c, 3])),
};

/** An ISO 4217 code. */
export const currency = z
  .string()
  .refine((code) => CODES.has(code), 'is not a currency code of ISO 4217')
  .meta({
    ...text('Currency, as a code of ISO 4217', '货币，ISO 4217 代码'),
    examples: ['EUR', 'CNY'],
    pattern: '^[A-Z]{3}$',
  });

/** Whole minor units (cents, fen; a yen is one), any sign. */
export const minor = z.int();

/** Digits after the point in which people read a currency's amounts: 2 for EUR, 0 for JPY, 3 for KWD. */
export function minorDigits(code: string): number {
  return DIGITS[code] ?? 2;
}

/** An amount as people read it: `1234`, EUR → `12.34 EUR`. */
export function readable(amountMinor: number, code: string): string {
  const digits = minorDigits(code);
  const padded = String(Math.abs(amountMinor)).padStart(digits + 1, '0');
  const whole = padded.slice(0, padded.length - digits);
  const sign = amountMinor < 0 ? '-' : '';
  return `${sign}${whole}${digits > 0 ? `.${padded.slice(-digits)}` : ''} ${code}`;
}
