import { defineMachine } from '../types.ts'

/** 单位. `owner` is a member of the organisation itself. */
export const organisation = defineMachine({
  name: 'organisation',
  zh: '单位',
  en: 'organisation',
  initial: 'unverified',
  states: {
    unverified: { zh: '待核验', en: 'unverified', holder: 'operator' },
    verified: { zh: '已核验', en: 'verified', holder: null, final: true },
    refused: { zh: '核验未通过', en: 'refused', holder: 'owner' },
    suspended: { zh: '已停用', en: 'suspended', holder: 'operator' },
  },
  transitions: [
    { from: 'unverified', action: 'verify', to: 'verified', who: ['operator'], zh: '核验通过', en: 'Verify' },
    {
      from: 'unverified',
      action: 'refuse',
      to: 'refused',
      who: ['operator'],
      reason: 'required',
      zh: '核验不通过',
      en: 'Refuse',
    },
    { from: 'refused', action: 'resubmit', to: 'unverified', who: ['owner'], zh: '重新提交', en: 'Resubmit' },
    {
      from: ['unverified', 'verified'],
      action: 'suspend',
      to: 'suspended',
      who: ['operator'],
      reason: 'required',
      zh: '停用',
      en: 'Suspend',
    },
    { from: 'suspended', action: 'resume', to: 'previous', who: ['operator'], zh: '恢复', en: 'Resume' },
  ],
})

/** 政策. */
export const policy = defineMachine({
  name: 'policy',
  zh: '政策',
  en: 'policy',
  initial: 'draft',
  states: {
    draft: { zh: '草稿', en: 'draft', holder: 'operator' },
    consulting: { zh: '征求意见中', en: 'consulting', holder: 'operator' },
    issued: { zh: '已印发', en: 'issued', holder: 'system' },
    effective: { zh: '施行中', en: 'effective', holder: 'operator' },
    reviewed: { zh: '已评估', en: 'reviewed', holder: 'operator' },
    revised: { zh: '已修订', en: 'revised', holder: null, final: true },
    repealed: { zh: '已废止', en: 'repealed', holder: null, final: true },
  },
  transitions: [
    { from: 'draft', action: 'consult', to: 'consulting', who: ['operator'], zh: '征求意见', en: 'Consult' },
    { from: 'consulting', action: 'issue', to: 'issued', who: ['operator'], zh: '印发', en: 'Issue' },
    {
      from: 'issued',
      action: 'take_effect',
      to: 'effective',
      who: ['operator', 'system'],
      zh: '施行',
      en: 'Take effect',
    },
    { from: 'effective', action: 'review', to: 'reviewed', who: ['operator'], zh: '评估', en: 'Review' },
    {
      from: 'reviewed',
      action: 'revise',
      to: 'revised',
      who: ['operator'],
      reason: 'required',
      zh: '修订',
      en: 'Revise',
    },
    {
      from: 'reviewed',
      action: 'repeal',
      to: 'repealed',
      who: ['operator'],
      reason: 'required',
      zh: '废止',
      en: 'Repeal',
    },
  ],
})
