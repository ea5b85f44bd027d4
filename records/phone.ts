import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';

/**
 * A phone number in the one form that it is kept and compared in (E.164: `+4930123456`); undefined where it is none. A
 * number without its country's code is read as one of `country` (ISO 3166), where that is given.
 */
export function tidyPhone(text: string, country?: string): string | undefined {
  const home = country !== undefined && isSupportedCountry(country) ? { defaultCountry: country } : {};
  const number = parsePhoneNumberFromString(text, { ...home, extract: false });
  return number?.isValid() && number.ext === undefined ? number.number : undefined;
}
