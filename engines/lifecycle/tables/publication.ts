import { defineMachine } from '../types.ts'

/** 清单: a numbered batch of published scenarios or capabilities. */
export const list = defineMachine({
  name: 'list',
  zh: '清单',
  en: 'list',
  initial: 'composing',
  states: {
    composing: { zh: '编制中', en: 'composing', holder: 'operator' },
    scheduled: { zh: '待发布', en: 'scheduled', holder: 'operator' },
    released: { zh: '已发布', en: 'released', holder: null, final: true },
  },
  transitions: [
    {
      from: 'composing',
      action: 'schedule',
      to: 'scheduled',
      who: ['operator'],
      guards: ['nothing_missing'],
      zh: '排期',
      en: 'Schedule',
    },
    { from: 'scheduled', action: 'unschedule', to: 'composing', who: ['operator'], zh: '取消排期', en: 'Unschedule' },
    { from: 'scheduled', action: 'release', to: 'released', who: ['operator', 'system'], zh: '发布', en: 'Release' },
    {
      from: 'released',
      action: 'add_addendum',
      to: 'released',
      who: ['operator'],
      reason: 'required',
      zh: '增补',
      en: 'Add addendum',
    },
  ],
})

/** 对接活动. */
export const event = defineMachine({
  name: 'event',
  zh: '对接活动',
  en: 'event',
  initial: 'planned',
  states: {
    planned: { zh: '筹备中', en: 'planned', holder: 'operator' },
    registering: { zh: '报名中', en: 'registering', holder: 'operator' },
    planning: { zh: '排期中', en: 'planning', holder: 'operator' },
    scheduled: { zh: '日程已发布', en: 'scheduled', holder: 'operator' },
    held: { zh: '已举办', en: 'held', holder: 'operator' },
    closed: { zh: '已结束', en: 'closed', holder: null, final: true },
    cancelled: { zh: '已取消', en: 'cancelled', holder: null, final: true },
  },
  transitions: [
    {
      from: 'planned',
      action: 'open_registration',
      to: 'registering',
      who: ['operator'],
      zh: '开放报名',
      en: 'Open registration',
    },
    {
      from: 'registering',
      action: 'close_registration',
      to: 'planning',
      who: ['operator', 'system'],
      zh: '截止报名',
      en: 'Close registration',
    },
    {
      from: 'planning',
      action: 'publish_plan',
      to: 'scheduled',
      who: ['operator'],
      zh: '发布日程',
      en: 'Publish plan',
    },
    { from: 'scheduled', action: 'hold', to: 'held', who: ['operator'], zh: '确认已举办', en: 'Confirm it was held' },
    { from: 'held', action: 'close', to: 'closed', who: ['operator'], zh: '结束', en: 'Close' },
    {
      from: ['planned', 'registering', 'planning', 'scheduled'],
      action: 'cancel',
      to: 'cancelled',
      who: ['operator'],
      reason: 'required',
      zh: '取消',
      en: 'Cancel',
    },
  ],
})
