/** Refusals: matching. */
export const matchesErrors = {
  matching_warming: {
    status: 503,
    zh: '匹配服务正在准备，请约 {seconds} 秒后再试。',
    en: 'Matching is getting ready. Try again in about {seconds} seconds.',
  },
  weights_in_use: {
    status: 409,
    zh: '第 {version} 版权重正在使用，无需再次启用。',
    en: 'Version {version} of the weights is in use already. Nothing was changed.',
  },
  own_opening: {
    status: 409,
    zh: '这是本单位开放的方向，不与本单位的能力匹配，请选择其他单位的能力或开放方向。',
    en: 'An organisation does not answer its own opening. Choose a capability or an opening of another one.',
  },
} as const
