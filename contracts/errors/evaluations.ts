/** Refusals: evaluations. */
export const evaluationsErrors = {
  evaluation_empty: {
    status: 409,
    zh: '评估范围内还没有场景，请先选择要评估的场景。',
    en: 'No scenario is chosen yet. Choose what is to be evaluated first.',
  },
  appeals_closed: {
    status: 409,
    zh: '当前不在申诉期内，不能提出申诉；如对结果仍有疑问，请联系运营机构。',
    en: 'Appeals are not open now. Ask the operating body if you still doubt the result.',
  },
  already_appealed: {
    status: 409,
    zh: '本单位已对该场景的本次结果提出申诉，请在申诉列表中查看答复。',
    en: 'Your organisation has appealed against this result already. See the answer among the appeals.',
  },
} as const
