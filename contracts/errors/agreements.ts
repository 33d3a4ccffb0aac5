/** Refusals: agreements. */
export const agreementsErrors = {
  procurement_route_named: {
    status: 422,
    zh: '政府或国有单位签订合同须写明合法采购方式：公告编号和文件，或依法无需招标的依据。请补充标出的各项。',
    en: 'A contract of a government or state-owned owner names its lawful procurement route: number and file of the notice, or the ground of the exemption. Fill in the marked items.',
  },
  scenario_takes_no_agreement: {
    status: 409,
    zh: '该场景当前状态不能签订协议，须处于对接、落地或示范阶段。',
    en: 'No agreement can be made on this scenario now; it must be published, landing or demonstrating.',
  },
  intent_not_in_talks: {
    status: 409,
    zh: '「{organisation}」的对接意向已不在洽谈中，请调整参与方或重新对接后再办理。',
    en: 'The intent of {organisation} is no longer in talks. Change the parties, or take up talks again first.',
  },
  party_unverified: {
    status: 409,
    zh: '参与方「{organisation}」尚未通过核验，核验后方可签约。',
    en: 'The party {organisation} is not verified; it can sign once it is.',
  },
  terms_changed: {
    status: 409,
    zh: '协议内容在您打开之后已有修改，请查看最新内容后再签署。',
    en: 'The terms were changed since you opened them. Read them as they stand now, then sign.',
  },
  already_signed: {
    status: 409,
    zh: '贵单位已签署，无需重复签署。',
    en: 'Your organisation has signed already.',
  },
  signs_for_another: {
    status: 409,
    zh: '您已代表另一方签署，本方须由其他人签署。',
    en: 'You signed for another party. Somebody else signs for this one.',
  },
  not_effective_yet: {
    status: 409,
    zh: '协议约定自 {date} 起生效，届时自动生效。',
    en: 'It takes effect on {date} as agreed, by itself.',
  },
  addendum_open: {
    status: 409,
    zh: '已有一份补充协议等待各方签署，请先处理。',
    en: 'An addendum already waits for signatures. Settle it first.',
  },
} as const
