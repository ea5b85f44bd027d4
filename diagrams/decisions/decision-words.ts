/** What a drawing of decisions says of itself, beside what the author wrote. */
export const decisionWords = {
  en: {
    noRule: 'no rule fits',
    input: 'input',
    decision: 'decision',
    knowledge: 'knowledge',
    service: 'service',
    question: 'question',
    answer: 'answer',
  },
  zh: {
    noRule: '没有规则适用',
    input: '输入',
    decision: '决策',
    knowledge: '知识',
    service: '服务',
    question: '问题',
    answer: '答案',
  },
} as const;
