import { type CodedReason, defineMachine } from '../types.ts'

const declineReasons: readonly CodedReason[] = [
  { code: 'not_a_fit', zh: '与需求方向不符', en: 'does not fit what is sought' },
  { code: 'condition_unmet', zh: '未满足必备条件', en: 'a required condition is not met' },
  { code: 'too_little_information', zh: '材料不足以判断', en: 'too little information to judge' },
  { code: 'already_engaged', zh: '已与其他单位深入对接', en: 'already engaged with others' },
  { code: 'not_ready', zh: '我方暂不具备对接条件', en: 'we are not ready to talk yet' },
  { code: 'opening_changed', zh: '需求已调整', en: 'the opening has changed' },
  { code: 'other', zh: '其他（请说明）', en: 'other (please explain)', needsText: true },
]

const breakOffReasons: readonly CodedReason[] = [
  { code: 'technical_mismatch', zh: '技术方案不匹配', en: 'the technical solution does not match' },
  { code: 'terms_not_agreed', zh: '商务条款未达成一致', en: 'no agreement on terms' },
  { code: 'budget_missing', zh: '资金未落实', en: 'funding is not secured' },
  { code: 'need_changed', zh: '需求变化', en: 'the need has changed' },
  { code: 'capacity_missing', zh: '供给方产能或人员不足', en: 'the provider lacks capacity' },
  { code: 'no_response', zh: '对方长期未回应', en: 'the other side does not respond' },
  { code: 'other', zh: '其他（请说明）', en: 'other (please explain)', needsText: true },
]

/**
 * 对接意向. An answer is due after 10 working days; reminder at 7; from the tenth the operator is told; the system
 * expires it only after five more, so that an escalation has time to work.
 */
export const intent = defineMachine({
  name: 'intent',
  zh: '对接意向',
  en: 'intent',
  initial: 'expressed',
  states: {
    expressed: {
      zh: '已表达',
      en: 'expressed',
      holder: 'owner',
      clock: { dueDays: 10, remindAtDays: 7, expireAfterDays: 15 },
    },
    talking: { zh: '洽谈中', en: 'talking', holder: 'both' },
    letter_signed: { zh: '已签意向', en: 'letter signed', holder: 'both' },
    contracted: { zh: '已签合同', en: 'contracted', holder: 'both' },
    landed: { zh: '已落地', en: 'landed', holder: null, final: true },
    declined: { zh: '已婉拒', en: 'declined', holder: null, final: true },
    withdrawn: { zh: '已撤回', en: 'withdrawn', holder: null, final: true },
    expired: { zh: '已过期', en: 'expired', holder: null, final: true },
    broken_off: { zh: '已中断', en: 'broken off', holder: null, final: true },
    terminated: { zh: '已终止', en: 'terminated', holder: null, final: true },
  },
  transitions: [
    { from: 'expressed', action: 'accept', to: 'talking', who: ['owner'], zh: '同意洽谈', en: 'Accept' },
    {
      from: 'expressed',
      action: 'decline',
      to: 'declined',
      who: ['owner'],
      reason: 'coded',
      codes: declineReasons,
      zh: '婉拒',
      en: 'Decline',
    },
    { from: 'expressed', action: 'withdraw', to: 'withdrawn', who: ['provider'], zh: '撤回', en: 'Withdraw' },
    {
      from: 'expressed',
      action: 'expire',
      to: 'expired',
      who: ['system'],
      guards: ['expiry_reached'],
      zh: '过期',
      en: 'Expire',
    },
    {
      from: ['talking', 'letter_signed'],
      action: 'break_off',
      to: 'broken_off',
      who: ['owner', 'provider'],
      reason: 'coded',
      codes: breakOffReasons,
      zh: '中断对接',
      en: 'Break off',
    },
    {
      from: 'talking',
      action: 'sign_letter',
      to: 'letter_signed',
      who: ['owner', 'provider'],
      zh: '签署意向书',
      en: 'Sign letter',
    },
    {
      from: ['talking', 'letter_signed'],
      action: 'sign_contract',
      to: 'contracted',
      who: ['owner', 'provider'],
      guards: ['procurement_route_named'],
      zh: '签订合同',
      en: 'Sign contract',
    },
    {
      from: 'contracted',
      action: 'land',
      to: 'landed',
      who: ['owner', 'system'],
      guards: ['project_accepted'],
      zh: '确认落地',
      en: 'Land',
    },
    {
      from: 'contracted',
      action: 'terminate',
      to: 'terminated',
      who: ['owner', 'provider'],
      reason: 'required',
      zh: '终止合同',
      en: 'Terminate',
    },
  ],
})
