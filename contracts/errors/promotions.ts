/** Refusals: promotions. */
export const promotionsErrors = {
  promotion_open: {
    status: 409,
    zh: '该场景已有一项未办结的升级认定申请，请在该申请中继续办理。',
    en: 'An application for this scenario is under way already. Go on with that one.',
  },
  promotion_scenario_state: {
    status: 409,
    zh: '只有对接、落地、示范、评估中或已结项的场景可以申请升级，中止、关闭、终止的场景不可申请。',
    en: 'Only a published scenario that goes on or is concluded can be put forward; not one suspended, closed or terminated.',
  },
  promotion_not_next: {
    status: 409,
    zh: '升级认定须逐级申请：该场景当前为“{rung}”，可申请“{next}”。',
    en: 'A scenario moves one rung at a time: this one is “{rung}” and can apply for “{next}”.',
  },
  promotion_top: {
    status: 409,
    zh: '该场景已处于最高层级，无需再申请升级。',
    en: 'This scenario stands on the highest rung already.',
  },
  renewal_too_early: {
    status: 409,
    zh: '现有认定尚在有效期内，{from} 起可申请延续。',
    en: 'The present term still runs; a renewal can be applied for from {from} on.',
  },
} as const
