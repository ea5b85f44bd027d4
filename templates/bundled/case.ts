import type { Fields } from '../fields.ts';
import type { Template } from '../template.ts';
import { mail } from './mail.ts';

/** What letters about a case may print, beside the customer. */
export const caseFields: Fields = {
  case: { number: 'text', topic: 'text', priority: 'text', queue: 'text' },
};

/** What the customer and the teams are told of a case, by what it is about. */
export const caseLetters: Readonly<Record<string, Template>> = {
  opened: mail(
    [
      'Your case {{ case.number }}',
      'We have received your request and look after it under the number {{ case.number }}.',
    ],
    ['您的服务请求 {{ case.number }}', '我们已收到您的请求，编号为 {{ case.number }}，正在处理。'],
  ),
  unreached: mail(
    [
      'We tried to reach you about case {{ case.number }}',
      'We tried to reach you about your case {{ case.number }}. Please come back to us.',
    ],
    [
      '关于服务请求 {{ case.number }} 未能联系到您',
      '我们曾就您的服务请求 {{ case.number }} 与您联系但未成功，请与我们联系。',
    ],
  ),
  'waiting-reminder': mail(
    [
      'We wait for your answer to case {{ case.number }}',
      'To go on with your case {{ case.number }}, we need an answer of yours.',
    ],
    ['服务请求 {{ case.number }} 等待您的回复', '我们需要您的回复才能继续处理服务请求 {{ case.number }}。'],
  ),
  unanswered: mail(
    [
      'Case {{ case.number }} is closed for now',
      'We have not heard from you, so we have closed your case {{ case.number }}. Answer within the next days and we take it up again.',
    ],
    [
      '服务请求 {{ case.number }} 暂时关闭',
      '由于未收到您的回复，服务请求 {{ case.number }} 已关闭。近日内回复即可重新处理。',
    ],
  ),
  resolved: mail(
    [
      'Case {{ case.number }} is resolved',
      'Your case {{ case.number }} is resolved. Tell us if it is not, and we take it up again.',
    ],
    [
      '服务请求 {{ case.number }} 已解决',
      '您的服务请求 {{ case.number }} 已解决。如仍有问题，请告诉我们，我们会重新处理。',
    ],
  ),
  survey: mail(
    [
      'How was case {{ case.number }}?',
      'How content are you with what we did about your case {{ case.number }}, from 1 (poor) to 5 (good)?',
    ],
    [
      '请评价服务请求 {{ case.number }}',
      '您对服务请求 {{ case.number }} 的处理满意吗？请以 1（差）至 5（好）评分。',
    ],
  ),
  cancelled: mail(
    ['Case {{ case.number }} is closed', 'Nothing more is done about your case {{ case.number }}.'],
    ['服务请求 {{ case.number }} 已关闭', '您的服务请求 {{ case.number }} 已取消，不再处理。'],
  ),
  replied: mail(
    ['The customer has answered: {{ case.number }}', 'The customer has answered to case {{ case.number }}.'],
    ['客户已回复：{{ case.number }}', '客户已回复服务请求 {{ case.number }}。'],
  ),
  reopened: mail(
    ['Reopened: {{ case.number }}', 'Case {{ case.number }} ({{ case.topic }}) is not settled after all.'],
    ['重新打开：{{ case.number }}', '服务请求 {{ case.number }}（{{ case.topic }}）已重新打开。'],
  ),
  remedied: mail(
    [
      'Go on with {{ case.number }}',
      'The return, repair, replacement or refund of case {{ case.number }} has ended.',
    ],
    ['请继续处理 {{ case.number }}', '服务请求 {{ case.number }} 的退货、维修、换货或退款已结束。'],
  ),
  idle: mail(
    [
      'Nothing happens in {{ case.number }}',
      'Case {{ case.number }} ({{ case.topic }}, {{ case.priority }}) still waits for {{ case.queue }}.',
    ],
    [
      '{{ case.number }} 无进展',
      '服务请求 {{ case.number }}（{{ case.topic }}，{{ case.priority }}）仍待 {{ case.queue }} 处理。',
    ],
  ),
  'response-warning': mail(
    [
      'Answer {{ case.number }} soon',
      'Little time is left to answer case {{ case.number }} ({{ case.topic }}, {{ case.priority }}).',
    ],
    [
      '请尽快答复 {{ case.number }}',
      '服务请求 {{ case.number }}（{{ case.topic }}，{{ case.priority }}）的首次响应即将超时。',
    ],
  ),
  'response-breached': mail(
    [
      '{{ case.number }} was not answered in time',
      'Case {{ case.number }} ({{ case.topic }}, {{ case.priority }}) was not answered in time by {{ case.queue }}. Please look after it.',
    ],
    [
      '{{ case.number }} 首次响应超时',
      '{{ case.queue }} 未按时答复服务请求 {{ case.number }}（{{ case.topic }}，{{ case.priority }}），请跟进。',
    ],
  ),
  'resolution-warning': mail(
    [
      'Resolve {{ case.number }} soon',
      'Little time is left to resolve case {{ case.number }} ({{ case.topic }}, {{ case.priority }}).',
    ],
    [
      '请尽快解决 {{ case.number }}',
      '服务请求 {{ case.number }}（{{ case.topic }}，{{ case.priority }}）的解决时限即将到期。',
    ],
  ),
  'resolution-breached': mail(
    [
      '{{ case.number }} was not resolved in time',
      'Case {{ case.number }} ({{ case.topic }}, {{ case.priority }}) was not resolved in time by {{ case.queue }}. Please look after it.',
    ],
    [
      '{{ case.number }} 解决超时',
      '{{ case.queue }} 未按时解决服务请求 {{ case.number }}（{{ case.topic }}，{{ case.priority }}），请跟进。',
    ],
  ),
  escalated: mail(
    [
      'Look after {{ case.number }}',
      'Case {{ case.number }} ({{ case.topic }}, {{ case.priority }}) is escalated and waits for you.',
    ],
    [
      '请跟进 {{ case.number }}',
      '服务请求 {{ case.number }}（{{ case.topic }}，{{ case.priority }}）已升级，等待您处理。',
    ],
  ),
};
