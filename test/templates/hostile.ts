import fc from 'fast-check';

const FRAGMENTS = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  "' onmouseover='alert(1)",
  '</title><b>',
  '</style>',
  '-->',
  '<!--',
  ']]>',
  'javascript:alert(1)',
  ' JaVaScRiPt:alert(1)',
  'data:text/html,<b>',
  '//evil.example/',
  '@evil.example',
  '/../..',
  '\\evil',
  '&lt;',
  '&#x3c;b&#62;',
  '&',
  '{{ customer.name }}',
  '{% if true %}',
  '\r\nBcc: all@example.com',
  '\n',
  '\u2028',
  '\u0000',
  '\u001b[31m',
  '\u202e',
  '\ud800',
  '`',
  '=',
  '%0d%0a',
  '%3c',
  '张三',
  'é',
  '🙂',
];

/** Values as somebody would type them who wants to break out. */
export const hostile: fc.Arbitrary<string> = fc.oneof(
  fc
    .array(fc.oneof(fc.constantFrom(...FRAGMENTS), fc.string({ unit: 'binary', maxLength: 4 })), {
      minLength: 1,
      maxLength: 4,
    })
    .map((some) => some.join('')),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
);
