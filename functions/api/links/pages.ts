import { createHash } from 'node:crypto';

export type PageLanguage = 'en' | 'zh';

const STYLE =
  'body{font:18px/1.6 system-ui,sans-serif;max-width:32em;margin:15vh auto;padding:0 1em;color-scheme:light dark}' +
  'button{font:inherit;padding:.4em 1.2em}';
const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

/** A page has one form, runs nothing, is framed nowhere and kept nowhere, and tells nobody where its reader came from. */
export const pageHeaders: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'content-security-policy': [
    ...["default-src 'none'", `style-src 'sha256-${STYLE_HASH}'`, "form-action 'self'"],
    ...["base-uri 'none'", "frame-ancestors 'none'"],
  ].join('; '),
  'content-type': 'text/html; charset=utf-8',
  // Without a referrer, a browser says of no page that it is ours, and the button is refused on one machine.
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex',
};

interface Words {
  readonly title: string;
  readonly text: string;
  readonly button?: string;
}

const CHANNELS: Readonly<Record<string, Readonly<Record<PageLanguage, string>>>> = {
  email: { en: 'mails', zh: '邮件' },
  sms: { en: 'short messages', zh: '短信' },
};

const channelIn = (channel: string, language: PageLanguage) =>
  CHANNELS[channel]?.[language] ?? { en: 'messages', zh: '消息' }[language];

/** Asks whether to unsubscribe. It names nobody: a link may be passed on. */
export function askPage(channel: string, language: PageLanguage): string {
  const what = channelIn(channel, language);
  return page(language, {
    en: {
      title: 'Unsubscribe',
      text: `Do you want to get no more ${what} with news and offers from us?`,
      button: 'Unsubscribe',
    },
    zh: { title: '退订', text: `您希望不再收到我们的推广${what}吗？`, button: '退订' },
  });
}

/** Says that it is done. */
export function donePage(channel: string, language: PageLanguage): string {
  const what = channelIn(channel, language);
  return page(language, {
    en: {
      title: 'You are unsubscribed',
      text: `You get no more ${what} with news and offers from us. What concerns your orders and requests still comes.`,
    },
    zh: { title: '您已退订', text: `您将不再收到我们的推广${what}。与您的订单和请求有关的通知仍会发送。` },
  });
}

/** Says that a link leads nowhere. */
export function nowherePage(language: PageLanguage): string {
  return page(language, {
    en: {
      title: 'This link leads nowhere',
      text: 'It is not whole. Please open it from the mail once more.',
    },
    zh: { title: '链接无效', text: '链接不完整，请从邮件中重新打开。' },
  });
}

/** Says that it did not work for now. */
export function laterPage(language: PageLanguage): string {
  return page(language, {
    en: { title: 'That did not work', text: 'Nothing was changed. Please try again in a moment.' },
    zh: { title: '操作未成功', text: '未作任何更改，请稍后再试。' },
  });
}

function page(language: PageLanguage, words: Readonly<Record<PageLanguage, Words>>): string {
  const { title, text, button } = words[language];
  const form = button === undefined ? '' : `\n<form method="post"><button>${button}</button></form>`;
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${title}</h1>
<p>${text}</p>${form}
</body>
</html>
`;
}
