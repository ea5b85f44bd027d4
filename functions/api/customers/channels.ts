/** Ways to reach a customer that they can agree to. */
export const CHANNELS = ['email', 'sms', 'phone', 'post', 'wechat', 'whatsapp'] as const;
