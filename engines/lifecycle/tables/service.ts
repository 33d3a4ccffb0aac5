import { defineMachine } from '../types.ts'

/** 服务记录: who rendered the service reports it (`reporting_side`), the served firm (`other_side`) or another operator confirms it. */
export const service = defineMachine({
  name: 'service',
  zh: '服务记录',
  en: 'service',
  initial: 'recorded',
  states: {
    recorded: { zh: '待确认', en: 'recorded', holder: 'other_side', clock: { dueDays: 10 } },
    confirmed: { zh: '已确认', en: 'confirmed', holder: null, final: true },
    disputed: { zh: '有争议', en: 'disputed', holder: 'reporting_side', clock: { dueDays: 10 } },
    withdrawn: { zh: '已撤回', en: 'withdrawn', holder: null, final: true },
  },
  transitions: [
    {
      from: 'recorded',
      action: 'confirm',
      to: 'confirmed',
      who: ['other_side', 'operator'],
      zh: '确认',
      en: 'Confirm',
    },
    // Only the firm that disputed it may say that it was right after all.
    { from: 'disputed', action: 'confirm', to: 'confirmed', who: ['other_side'], zh: '确认', en: 'Confirm' },
    {
      from: 'recorded',
      action: 'dispute',
      to: 'disputed',
      who: ['other_side'],
      reason: 'required',
      zh: '提出异议',
      en: 'Dispute',
    },
    {
      from: ['recorded', 'disputed', 'confirmed'],
      action: 'withdraw',
      to: 'withdrawn',
      who: ['reporting_side'],
      reason: 'required',
      zh: '撤回',
      en: 'Withdraw',
    },
  ],
})

/** 企业落地认定: the evidence that a firm settled here; an operator who did not report it confirms it. */
export const landing = defineMachine({
  name: 'landing',
  zh: '企业落地认定',
  en: 'settlement of a firm',
  initial: 'reported',
  states: {
    reported: { zh: '待认定', en: 'reported', holder: 'operator', clock: { dueDays: 10 } },
    confirmed: { zh: '已认定', en: 'confirmed', holder: null, final: true },
    refused: { zh: '不予认定', en: 'refused', holder: null, final: true },
    revoked: { zh: '已撤销', en: 'revoked', holder: null, final: true },
  },
  transitions: [
    { from: 'reported', action: 'confirm', to: 'confirmed', who: ['operator'], zh: '认定', en: 'Confirm' },
    {
      from: 'reported',
      action: 'refuse',
      to: 'refused',
      who: ['operator'],
      reason: 'required',
      zh: '不予认定',
      en: 'Refuse',
    },
    {
      from: 'confirmed',
      action: 'revoke',
      to: 'revoked',
      who: ['operator'],
      reason: 'required',
      zh: '撤销',
      en: 'Revoke',
    },
  ],
})
