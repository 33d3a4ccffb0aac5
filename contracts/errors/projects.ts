/** Refusals: projects and readings. */
export const projectsErrors = {
  agreement_not_in_force: {
    status: 409,
    zh: '协议尚未签署或已结束，请在签署后立项。',
    en: 'The agreement is not signed, or has ended. Plan the project once it is signed.',
  },
  plan_fixed: {
    status: 409,
    zh: '项目已启动，里程碑和指标不能再改；完成情况请在里程碑中填写。',
    en: 'The project has started: its milestones and indicators stay. Say what was done at the milestone itself.',
  },
  other_person_required: {
    status: 409,
    zh: '双方须由不同人员办理：您已代表另一方办理，请由本方其他人员继续。',
    en: 'Each side acts through its own person: you acted for the other side already, so let a colleague of this side go on.',
  },
  other_side_required: {
    status: 403,
    zh: '须由另一方办理，填报方（含同时属于双方的人员）不能自行确认或提出异议。',
    en: 'This is for the other side: whoever belongs to the side that reported it may neither confirm nor dispute it.',
  },
  project_not_running: {
    status: 409,
    zh: '项目不在实施或验收中，不能填报读数。',
    en: 'Readings are reported while the project runs or is being accepted; it does neither now.',
  },
  reading_doubled: {
    status: 409,
    zh: '该指标在 {day} 已有读数；如数值有误，请由另一方提出异议后更正。',
    en: 'This indicator has a reading of {day} already. If it is wrong, the other side disputes it and it is corrected.',
  },
  follow_up_answered: {
    status: 409,
    zh: '该项回访已经答复，不能重复填写。',
    en: 'This question was answered already.',
  },
  follow_up_not_due: {
    status: 409,
    zh: '回访将于 {day} 开始，届时请再填写。',
    en: 'This is asked on {day}; answer it then.',
  },
} as const
