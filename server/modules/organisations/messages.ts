type Words = { zh: string; en: string }

/** The invitation to an organisation, as mail (with subject) or short message. */
export function invitationText(values: { organisation: string; inviter: string; link: string; code: string }) {
  const { organisation, inviter, link, code } = values
  return {
    subject: `邀请加入${organisation} Invitation to join ${organisation}`,
    text: [
      `${inviter}邀请您加入“${organisation}”。请用收到本消息的邮箱或手机号登录后打开：${link}`,
      `或在“加入单位”中输入邀请码：${code}`,
      '邀请 7 天内有效。如与您无关，请忽略。',
      '',
      `${inviter} invites you to join ${organisation}. Sign in with the account this was sent to and open: ${link}`,
      `Or enter the code under “Join an organisation”: ${code}`,
      'It is valid for 7 days. If it is not for you, ignore it.',
    ].join('\n'),
    sms: `${inviter}邀请您加入“${organisation}”，登录后在“加入单位”输入邀请码：${code}（7 天内有效）`,
  }
}

/** Headers of the exported list; labels of kinds and states come from the catalog's enumerations. */
export const exportColumns = [
  { key: 'name', zh: '单位名称', en: 'Name', width: 36 },
  { key: 'shortName', zh: '简称', en: 'Short name' },
  { key: 'creditCode', zh: '统一社会信用代码', en: 'Credit code', width: 24 },
  { key: 'kind', zh: '类型', en: 'Kind' },
  { key: 'district', zh: '区市', en: 'District' },
  { key: 'tracks', zh: '赛道', en: 'Tracks', width: 30 },
  { key: 'foundedOn', zh: '成立日期', en: 'Founded', type: 'date' },
  { key: 'registeredCapitalCny', zh: '注册资本（元）', en: 'Registered capital (CNY)', type: 'money' },
  { key: 'employees', zh: '员工人数', en: 'Employees', type: 'number' },
  { key: 'website', zh: '网站', en: 'Website', width: 30 },
  { key: 'state', zh: '状态', en: 'State' },
  { key: 'landedAt', zh: '落地日期', en: 'Landed', type: 'date' },
  { key: 'source', zh: '来源', en: 'Source' },
  { key: 'synthetic', zh: '示例', en: 'Example', type: 'boolean' },
] as const
export const exportName: Words = { zh: '单位', en: 'organisations' }
