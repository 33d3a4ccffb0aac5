import { defineMachine } from '../types.ts'

/** 能力. What is not renewed in time goes stale by itself, so that lists stay true. */
export const capability = defineMachine({
  name: 'capability',
  zh: '能力',
  en: 'capability',
  initial: 'draft',
  states: {
    draft: { zh: '草稿', en: 'draft', holder: 'provider' },
    published: { zh: '已发布', en: 'published', holder: 'provider' },
    stale: { zh: '待更新', en: 'stale', holder: 'provider' },
    withdrawn: { zh: '已撤回', en: 'withdrawn', holder: null, final: true },
  },
  transitions: [
    {
      from: 'draft',
      action: 'publish',
      to: 'published',
      who: ['provider'],
      guards: ['nothing_missing'],
      zh: '发布',
      en: 'Publish',
    },
    {
      from: 'published',
      action: 'go_stale',
      to: 'stale',
      who: ['system'],
      guards: ['freshness_over'],
      zh: '转为待更新',
      en: 'Go stale',
    },
    { from: ['published', 'stale'], action: 'renew', to: 'published', who: ['provider'], zh: '确认有效', en: 'Renew' },
    {
      from: ['draft', 'published', 'stale'],
      action: 'withdraw',
      to: 'withdrawn',
      who: ['provider'],
      zh: '撤回',
      en: 'Withdraw',
    },
    {
      from: ['published', 'stale'],
      action: 'take_down',
      to: 'withdrawn',
      who: ['operator'],
      reason: 'required',
      zh: '下架',
      en: 'Take down',
    },
  ],
})

/** 技术需求: the same life as a capability, held by the organisation that has the need. */
export const need = defineMachine({
  name: 'need',
  zh: '技术需求',
  en: 'need',
  initial: 'draft',
  states: {
    draft: { zh: '草稿', en: 'draft', holder: 'owner' },
    published: { zh: '已发布', en: 'published', holder: 'owner' },
    stale: { zh: '待更新', en: 'stale', holder: 'owner' },
    withdrawn: { zh: '已撤回', en: 'withdrawn', holder: null, final: true },
  },
  transitions: [
    {
      from: 'draft',
      action: 'publish',
      to: 'published',
      who: ['owner'],
      guards: ['nothing_missing'],
      zh: '发布',
      en: 'Publish',
    },
    {
      from: 'published',
      action: 'go_stale',
      to: 'stale',
      who: ['system'],
      guards: ['freshness_over'],
      zh: '转为待更新',
      en: 'Go stale',
    },
    { from: ['published', 'stale'], action: 'renew', to: 'published', who: ['owner'], zh: '确认有效', en: 'Renew' },
    {
      from: ['draft', 'published', 'stale'],
      action: 'withdraw',
      to: 'withdrawn',
      who: ['owner'],
      zh: '撤回',
      en: 'Withdraw',
    },
    {
      from: ['published', 'stale'],
      action: 'take_down',
      to: 'withdrawn',
      who: ['operator'],
      reason: 'required',
      zh: '下架',
      en: 'Take down',
    },
  ],
})
