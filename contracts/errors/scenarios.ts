/** Refusals: scenarios, intents. */
export const scenariosErrors = {
  second_person_required: {
    status: 409,
    zh: '该决定须由另一名运营人员复核，不能由提出人本人确认。',
    en: 'Another operator must consent; the one who proposed may not.',
  },
  decision_pending: {
    status: 409,
    zh: '已有一项决定等待复核，请先处理。',
    en: 'A decision already waits for consent. Settle it first.',
  },
  in_open_round: {
    status: 409,
    zh: '该场景正在评审轮次中，结论在轮次内作出；如需单独决定，请先取消该轮次。',
    en: 'A review round has this scenario in hand and decides about it. Cancel the round first to decide here.',
  },
  publicity_running: {
    status: 409,
    zh: '公示期至 {until}，期满后方可办理。',
    en: 'The publicity period runs until {until}; this can be done after it.',
  },
  list_item_unready: {
    status: 409,
    zh: '清单中的「{title}」还不能发布：{why}',
    en: '"{title}" in the list cannot be published yet: {why}',
  },
  list_empty: {
    status: 409,
    zh: '清单中还没有场景，请先加入场景。',
    en: 'The list holds no scenario yet. Add some first.',
  },
  closing_date_passed: {
    status: 409,
    zh: '截止时间已过，请在发布时填写新的截止时间。',
    en: 'The closing date has passed. Give a later one with the publication.',
  },
  unknown_key: {
    status: 422,
    zh: '选项 {key} 不在本市目录中，请重新选择。',
    en: '{key} is not in the catalog of this city. Choose again.',
  },
  own_scenario: {
    status: 409,
    zh: '不能向本单位开放的场景表达意向。',
    en: 'An organisation cannot answer its own scenario.',
  },
  already_expressed: {
    status: 409,
    zh: '本单位已就该开放方向表达意向，请在“我的意向”中查看进展。',
    en: 'Your organisation has an open intent on this opening. See it under “My intents”.',
  },
  scenario_not_open: { status: 409, zh: '该场景当前不接受意向。', en: 'This scenario does not take intents now.' },
} as const
