/** Refusals: rounds and reviews. */
export const reviewsErrors = {
  scenario_not_in_review: {
    status: 409,
    zh: '场景「{title}」不在评审中，请先送评审再加入轮次。',
    en: '"{title}" is not in review. Send it to review before it joins a round.',
  },
  scenario_in_round: {
    status: 409,
    zh: '场景「{title}」已在另一未结束的评审轮次中。',
    en: '"{title}" is in another open round already.',
  },
  expert_conflicted: {
    status: 409,
    zh: '{name}与「{title}」存在利益关系，须回避，请另选专家。',
    en: '{name} has a conflict of interest with "{title}". Choose another expert.',
  },
  already_assigned: {
    status: 409,
    zh: '{name}已被邀请评审「{title}」，或此前已回避。',
    en: '{name} was invited to review "{title}" already, or stepped back from it.',
  },
  undertaking_required: {
    status: 409,
    zh: '请先签署本轮评审的保密与廉洁承诺。',
    en: 'Sign the integrity and confidentiality undertaking of this round first.',
  },
  undertaking_outdated: {
    status: 409,
    zh: '承诺书已更新，请重新阅读后签署。',
    en: 'The text of the undertaking has changed. Read it again and sign.',
  },
  scoring_closed: {
    status: 409,
    zh: '评分已结束，不能再填写或提交评审。',
    en: 'The scoring is over; reviews can no longer be written or submitted.',
  },
} as const
