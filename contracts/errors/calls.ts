/** Refusals: calls. */
export const callsErrors = {
  call_missed: {
    status: 409,
    zh: '征集「{title}」已于 {closedAt} 截止，不再接收新提交的场景。请改选其他征集，或不选征集直接提交。',
    en: 'The call “{title}” closed at {closedAt} and takes no new scenarios. Choose another call, or submit outside a call.',
  },
  call_not_begun: {
    status: 409,
    zh: '征集「{title}」{opensAt} 起接收场景，请届时提交；也可改选其他征集，或不选征集直接提交。',
    en: 'The call “{title}” takes scenarios from {opensAt} on. Submit then, choose another call, or submit outside a call.',
  },
  call_misfit: {
    status: 409,
    zh: '场景不在征集「{title}」的范围内，请核对标注的内容，或改选其他征集、不选征集。',
    en: 'The scenario is outside the call “{title}”. Check what is marked, choose another call, or none.',
  },
  call_frozen: {
    status: 409,
    zh: '征集开放后，范围、评审标准和起止时间不能修改；需要更多时间请使用“延期并公告”。',
    en: 'Once a call is open, whom it addresses, its criteria and its window stay. To give more time, extend it with notice.',
  },
  call_over: {
    status: 409,
    zh: '征集已于 {closedAt} 截止，不能再延期；如需继续征集，请新建征集。',
    en: 'The call closed at {closedAt} and can no longer be extended. Begin a new call to go on collecting.',
  },
} as const
