/** Version of the privacy notice in force; a new one asks everybody again. */
export const noticeVersion = '2026-11'

type Entry = {
  field: string
  zh: string
  en: string
  purpose: string
  purposeZh: string
  retention: string
  retentionZh: string
}

const untilErased = { retention: 'Until you erase the account', retentionZh: '至您注销账号' }

/**
 * The one register of personal data: what is kept, why, how long. The notice shows it, docs/privacy.md is printed from it. Whoever stores another personal
 * value adds it here first and raises the version when people must be asked again.
 */
export const register: readonly Entry[] = [
  {
    field: 'users.name',
    zh: '姓名',
    en: 'Name',
    purpose: 'Shown beside what you do, to those you work with',
    purposeZh: '在办理记录和协作中标明经办人',
    ...untilErased,
  },
  {
    field: 'users.email, users.mobile',
    zh: '邮箱、手机号',
    en: 'E-mail address, mobile number',
    purpose:
      'Signing in, verification codes, notices; masked for everybody but you and the administrators of your organisation',
    purposeZh: '登录、接收验证码和通知；除本人和本单位管理员外均脱敏显示',
    ...untilErased,
  },
  {
    field: 'credentials',
    zh: '密码散列、身份验证器密钥（加密保存）',
    en: 'Hash of the password, sealed key of the authenticator',
    purpose: 'Proving that it is you',
    purposeZh: '核验身份',
    ...untilErased,
  },
  {
    field: 'sessions.user_agent',
    zh: '登录会话与浏览器标识',
    en: 'Sessions and the browser they run in',
    purpose: 'Lets you see and end your sessions',
    purposeZh: '供您查看并结束登录会话',
    retention: '12 hours at most',
    retentionZh: '最长 12 小时',
  },
  {
    field: 'verification_codes.account',
    zh: '接收验证码的账号',
    en: 'Account that a verification code was sent to',
    purpose: 'Checking the code',
    purposeZh: '核对验证码',
    retention: 'One day after it ran out',
    retentionZh: '验证码失效后 1 天',
  },
  {
    field: 'unified_identities',
    zh: '统一身份认证标识',
    en: 'Identity at the unified login',
    purpose: 'Signing in with it',
    purposeZh: '通过统一身份认证登录',
    ...untilErased,
  },
  {
    field: 'security_events',
    zh: '安全日志（账号、时间、网络地址、操作）',
    en: 'Security log: account, time, network address, what was done',
    purpose: 'Tracing attacks and misuse, as the Cybersecurity Law demands',
    purposeZh: '依《网络安全法》留存网络日志，追查攻击和滥用',
    retention: '400 days, also after erasure; the law demands six months',
    retentionZh: '400 天（法定不少于六个月），注销后仍留存至期满',
  },
  {
    field: 'consents',
    zh: '同意记录（告知版本、时间）',
    en: 'Which version of the notice you accepted, and when',
    purpose: 'Proof of consent',
    purposeZh: '证明已取得同意',
    retention: 'As long as the records of the work it covers',
    retentionZh: '与所涉办理记录保存期限相同',
  },
  {
    field: 'organisation_members',
    zh: '所属单位与角色',
    en: 'Your organisations and your role there',
    purpose: 'Deciding what you may see and do',
    purposeZh: '确定查看与办理权限',
    ...untilErased,
  },
  {
    field: 'invitations.account',
    zh: '受邀人账号',
    en: 'Account of somebody invited',
    purpose: 'Sending the invitation and checking who accepts it',
    purposeZh: '发送邀请并核对接受人',
    ...untilErased,
  },
  {
    field: 'scenario_contacts, intent_contacts',
    zh: '场景与意向联系人（姓名、电话、邮箱）',
    en: 'Contact of a scenario or an intent: name, number, address',
    purpose: 'Shown to the other side once both talk; every reading is recorded',
    purposeZh: '双方进入对接后供对方联系；每次查看均留痕',
    ...untilErased,
  },
  {
    field: 'contact_reads',
    zh: '查看联系方式的记录',
    en: 'Who read a contact, and when',
    purpose: 'Accounting for every reading of personal data',
    purposeZh: '记录个人信息的每次查看',
    retention: 'As long as the thing it belongs to',
    retentionZh: '与所涉事项保存期限相同',
  },
  {
    field: 'notifications, form_drafts',
    zh: '站内通知、未提交的草稿',
    en: 'Notices to you, drafts you have not handed in',
    purpose: 'Doing your work',
    purposeZh: '办理业务',
    ...untilErased,
  },
  {
    field: 'experts, expert_employers',
    zh: '评审专家档案（职称、单位、简介、近三年任职）',
    en: 'Profile of an expert: title, employer, about, organisations of the last three years',
    purpose: 'Inviting experts and finding conflicts of interest; seen by you and the operating body',
    purposeZh: '邀请评审、检查利益关系；仅本人和运营机构可见',
    ...untilErased,
  },
  {
    field: 'reviews, round_experts',
    zh: '评审、承诺与回避记录',
    en: 'Your reviews, undertakings and recusals',
    purpose: 'Deciding on scenarios and answering for it later; owners never learn who reviewed',
    purposeZh: '作出评审决定并备查；不向场景方透露评审人',
    retention: 'As long as the decision file; after erasure without your name',
    retentionZh: '与决定档案保存期限相同，注销后不再显示姓名',
  },
  {
    field: 'journal_personal',
    zh: '办理记录中的个人信息原值',
    en: 'Personal values in the records of what was done',
    purpose: 'Showing what was changed; the sealed journal itself holds commitments only',
    purposeZh: '展示变更内容；封存的日志仅含不可还原的承诺值',
    ...untilErased,
  },
]

const text = {
  zh: '本平台依《个人信息保护法》处理您的个人信息，仅用于开放创新场景的申报、发布、对接和监督。下表列明处理的信息、目的和保存期限。您可以随时在“我的账号”中查阅、复制、更正个人信息，撤回同意或注销账号；注销后个人信息即被删除，依法须留存的除外。',
  en: 'This platform handles your personal data under the Personal Information Protection Law, only to submit, publish, match and supervise innovation scenarios. The table says what is handled, why, and for how long. Under “My account” you can at any time read, copy and correct it, take consent back, or erase the account; then it is deleted, save what the law demands to keep.',
}

export const privacyNotice = { version: noticeVersion, ...text, fields: [...register] }

/** The register as a document (docs/privacy.md). */
export function describePrivacy(): string {
  const rows = register.map(
    (each) => `| \`${each.field}\` | ${each.en} ${each.zh} | ${each.purpose} | ${each.retention} |`,
  )
  return [
    '# Personal data',
    '',
    `Privacy notice ${noticeVersion}. Generated from the register in code; do not edit.`,
    '',
    text.en,
    '',
    '| where | what | why | how long |',
    '|---|---|---|---|',
    ...rows,
    '',
  ].join('\n')
}
