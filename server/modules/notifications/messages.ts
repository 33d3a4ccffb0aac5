import { sentenceWith } from '../../../contracts/errors.ts'
import { actionLabel, type MachineName, machines } from '../../../engines/lifecycle/index.ts'
import type { Locale } from '../../platform/errors.ts'

type Sentence = Readonly<Record<Locale, string>>

/** What the digest says around its items. */
export const digestMessages = {
  subject: { zh: '您有 {count} 条未读消息', en: 'You have {count} unread messages' },
  greeting: {
    zh: '您好，平台上有以下消息您还没有查看：',
    en: 'There is news on the platform that you have not read yet:',
  },
  more: { zh: '另有 {count} 条，请登录查看。', en: 'And {count} more; sign in to read them.' },
  open: { zh: '打开平台查看：{link}', en: 'Open the platform: {link}' },
  footer: {
    zh: '本邮件由平台自动发出，请勿回复。同一条消息只提醒一次。',
    en: 'Sent by the platform itself; please do not answer. Each message is mailed once.',
  },
} as const satisfies Record<string, Sentence>

/** One sentence a kind. Kinds named `<thing>.<action>` need none: the action's own label says what happened. */
const kindMessages: Readonly<Record<string, Sentence>> = {
  'scenario.submit': { zh: '有场景提交，待受理', en: 'A scenario was submitted and waits to be accepted' },
  'scenario.recommendation_asked': {
    zh: '有场景等待贵区市推荐',
    en: 'A scenario waits for the recommendation of your district',
  },
  'scenario.change': { zh: '内容有修改', en: 'Its content was changed' },
  'scenario.comment': { zh: '有新的意见', en: 'There is a new comment' },
  'scenario.decision_proposed': { zh: '有一项决定等待您复核', en: 'A decision waits for your consent' },
  'scenario.decision_consented': { zh: '您提出的决定已获同意', en: 'Your decision was consented to' },
  'scenario.decision_declined': { zh: '您提出的决定未获同意', en: 'Your decision was not consented to' },
  'call.open': { zh: '征集已开放，{until} 截止', en: 'This call is open until {until}' },
  'call.extend': { zh: '征集延期至 {until}：{reason}', en: 'This call was extended until {until}: {reason}' },
  'call.reminder': {
    zh: '征集将于 {until} 截止，贵单位还有草稿未提交',
    en: 'This call closes at {until}; a draft of your organisation is not submitted yet',
  },
  'call.close': { zh: '征集已截止，共收到 {count} 个场景', en: 'This call closed with {count} scenarios' },
  'call.missed': {
    zh: '征集已截止，贵单位还有草稿未提交；请改选其他征集，或不选征集直接提交',
    en: 'This call closed before your draft was submitted. Choose another call for it, or submit it outside a call',
  },
  'promotion.apply': { zh: '有升级认定申请，待核查', en: 'An application for promotion waits to be checked' },
  'promotion.applied_for': {
    zh: '运营机构已代为提交升级认定申请',
    en: 'An operator applied for promotion on your behalf',
  },
  'promotion.return': {
    zh: '升级认定申请已退回：{reason}',
    en: 'The application for promotion was returned: {reason}',
  },
  'promotion.check': { zh: '升级认定申请已通过核查', en: 'The application for promotion passed its check' },
  'promotion.send_to_review': { zh: '升级认定申请已送评审', en: 'The application for promotion is in review' },
  'promotion.publicise': { zh: '升级认定已公示，{until} 期满', en: 'The promotion is publicised until {until}' },
  'promotion.uphold_objection': {
    zh: '公示异议成立，升级认定回到评审：{reason}',
    en: 'An objection was upheld; the promotion is in review again: {reason}',
  },
  'promotion.grant': { zh: '升级已认定', en: 'The promotion was granted' },
  'promotion.refuse': { zh: '升级未予认定：{reason}', en: 'The promotion was refused: {reason}' },
  'promotion.expire': { zh: '升级认定已到期，场景层级已调整', en: 'The promotion expired and the rung was adjusted' },
  'promotion.revoke': { zh: '升级认定已撤销：{reason}', en: 'The promotion was revoked: {reason}' },
  'promotion.term_ends': {
    zh: '升级认定将于 {until} 到期，现可申请延续',
    en: 'The promotion ends on {until}; a renewal can be applied for now',
  },
  'promotion.decision_proposed': {
    zh: '有一项升级认定决定等待您复核',
    en: 'A decision on a promotion waits for your consent',
  },
  'promotion.decision_consented': { zh: '您提出的决定已获同意', en: 'Your decision was consented to' },
  'promotion.decision_declined': { zh: '您提出的决定未获同意', en: 'Your decision was not consented to' },
  'list.release_failed': {
    zh: '清单未能按期发布，已退回编制：{reason}',
    en: 'The list could not be released on its day and is being composed again: {reason}',
  },
  review_invited: {
    zh: '您受邀评审 {count} 个项目，请先签署承诺并答复',
    en: 'You are asked to review {count} items; sign the undertaking and answer',
  },
  'review.refuse': { zh: '有专家谢绝了评审邀请', en: 'An expert declined an invitation to review' },
  'review.declare_conflict': { zh: '有专家申报了利益冲突', en: 'An expert declared a conflict of interest' },
  'review.recuse': { zh: '有评审回避', en: 'A reviewer stepped back or was taken off' },
  'review.return': {
    zh: '您的评审被退回，请修改后重新提交',
    en: 'Your review was returned; revise it and submit again',
  },
  round_chair: { zh: '您被指定为评审组长', en: 'You were named chair of this round' },
  round_extended: { zh: '评分截止时间已延长', en: 'The deadline of the scoring was put off' },
  'round.start_scoring': { zh: '评分已开始', en: 'The scoring has begun' },
  'round.start_consensus': { zh: '评分结束，进入合议', en: 'The scoring is over; the reviewers confer' },
  'round.start_deciding': { zh: '合议完成，等待作出决定', en: 'The recommendations are made; decisions are due' },
  'round.cancel': { zh: '本轮评审已取消', en: 'This round was cancelled' },
  organisation_registered: { zh: '有单位等待核验', en: 'An organisation waits to be verified' },
  organisation_verified: { zh: '单位已通过核验', en: 'Your organisation was verified' },
  organisation_refused: { zh: '单位未通过核验：{reason}', en: 'Your organisation was not verified: {reason}' },
  organisation_suspended: { zh: '单位已停用：{reason}', en: 'Your organisation was suspended: {reason}' },
  organisation_restored: { zh: '单位已恢复', en: 'Your organisation was restored' },
  capability_stale: {
    zh: '能力信息已到期，请确认是否仍然有效',
    en: 'Please confirm that this capability is still right',
  },
  capability_taken_down: { zh: '能力已下架：{reason}', en: 'This capability was taken down: {reason}' },
  proof_asked: {
    zh: '一项能力把贵单位列为交付对象，请确认或否认：{text}',
    en: 'A capability names your organisation as one it was delivered to; please confirm or deny it: {text}',
  },
  proof_confirmed: { zh: '{organisation} 确认了交付：{text}', en: '{organisation} confirmed the delivery: {text}' },
  proof_declined: {
    zh: '{organisation} 未确认交付：{text}',
    en: '{organisation} does not confirm the delivery: {text}',
  },
  'service.record': {
    zh: '{by} 登记了对贵单位的一项服务，请确认或提出异议',
    en: '{by} recorded a service to your organisation; please confirm or dispute it',
  },
  'service.dispute': { zh: '您登记的服务有异议：{reason}', en: 'A service you recorded is disputed: {reason}' },
  'service.withdraw': { zh: '对贵单位的一项服务记录已撤回：{reason}', en: 'A service record was withdrawn: {reason}' },
  'landing.report': { zh: '有企业落地等待认定', en: 'The settlement of a firm waits to be confirmed' },
  'landing.confirm': { zh: '企业落地已认定', en: 'The settlement was confirmed' },
  'landing.refuse': { zh: '企业落地未予认定：{reason}', en: 'The settlement was not confirmed: {reason}' },
  'landing.revoke': { zh: '企业落地认定已撤销：{reason}', en: 'The settlement was revoked: {reason}' },
  'project.create': {
    zh: '对方已立项，请核对里程碑和指标',
    en: 'The other side planned a project; check its milestones and indicators',
  },
  'project.change': {
    zh: '项目计划有修改，改动的指标须重新确认',
    en: 'The plan was changed; changed indicators have to be agreed to again',
  },
  'project.agree': { zh: '对方已确认全部指标', en: 'The other side agreed to all indicators' },
  'project.submit_acceptance': { zh: '对方已申请验收', en: 'The project was submitted for acceptance' },
  'project.reject': { zh: '验收未通过：{reason}', en: 'The project was not accepted: {reason}' },
  'project.suspend': { zh: '项目已暂停：{reason}', en: 'The project was suspended: {reason}' },
  'project.terminate': { zh: '项目已终止：{reason}', en: 'The project was terminated: {reason}' },
  'project.milestone': { zh: '里程碑「{milestone}」有更新', en: 'There is news of the milestone “{milestone}”' },
  'project.milestone_done': {
    zh: '里程碑「{milestone}」已于 {day} 完成',
    en: 'The milestone “{milestone}” was done on {day}',
  },
  'project.milestone_moved': {
    zh: '里程碑「{milestone}」改期至 {day}',
    en: 'The milestone “{milestone}” was moved to {day}',
  },
  'project.overdue': {
    zh: '项目有里程碑超期或已过结束日期',
    en: 'A milestone is overdue, or the end of the project has passed',
  },
  'project.follow_up': {
    zh: '验收满 {months} 个月，请填写使用情况',
    en: 'Accepted {months} months ago: say whether it is still in use',
  },
  'reading.report': {
    zh: '对方填报 {day} 读数 {value} {unit}，请确认',
    en: 'The other side reported {value} {unit} for {day}; please confirm',
  },
  'reading.confirm': { zh: '读数已获确认', en: 'The reading was confirmed' },
  'reading.dispute': { zh: '对方对读数有异议：{reason}', en: 'The reading is disputed: {reason}' },
  'reading.uphold': { zh: '读数维持原值：{reason}', en: 'The reading was upheld: {reason}' },
  'reading.overdue': { zh: '读数超期未处理', en: 'A reading is overdue' },
  intent_expressed: { zh: '{organisation} 表达了对接意向', en: '{organisation} is interested' },
  intent_accepted: { zh: '对方同意洽谈', en: 'Your intent was accepted' },
  intent_declined: { zh: '对方婉拒了意向', en: 'Your intent was declined' },
  intent_withdrawn: { zh: '对方撤回了意向', en: 'An intent was withdrawn' },
  intent_broken_off: { zh: '对接已中断', en: 'The talks were broken off' },
  intent_reminder: { zh: '有意向即将到期，请及时答复', en: 'An intent is soon overdue; please answer it' },
  intent_overdue: { zh: '有意向已超期未答复', en: 'An intent is overdue and was not answered' },
  evaluation_open_to_appeal: {
    zh: '评估结果已可查看，如有异议请在申诉期内提出',
    en: 'The result can be seen now; appeal within the window if you disagree',
  },
  evaluation_published: { zh: '评估结果已发布', en: 'The evaluation was published' },
  evaluation_appealed: { zh: '「{scenario}」对评估结果提出了申诉', en: 'There is an appeal for {scenario}' },
  evaluation_appeal_upheld: {
    zh: '申诉成立，更正后将重新计算：{reason}',
    en: 'Your appeal was upheld; it will be computed again after correction: {reason}',
  },
  evaluation_appeal_dismissed: { zh: '申诉不成立：{reason}', en: 'Your appeal was dismissed: {reason}' },
  intent_expired: { zh: '意向因未获答复已过期', en: 'An intent expired without an answer' },
  'agreement.send_for_review': {
    zh: '协议已送各方审阅，请核对后签署或提出修改',
    en: 'The agreement is before all parties: sign it or ask for changes',
  },
  'agreement.request_changes': { zh: '对方要求修改协议：{reason}', en: 'Changes are asked for: {reason}' },
  'agreement.signed_by_one': {
    zh: '{organisation} 已签署，等待其余各方',
    en: '{organisation} has signed; others have not',
  },
  'agreement.signed': { zh: '协议各方均已签署', en: 'All parties have signed' },
  'agreement.enter_into_force': { zh: '协议已生效', en: 'The agreement is in force' },
  'agreement.overdue': { zh: '协议逾期未签署或未生效', en: 'The agreement is overdue: not signed, or not in force' },
  'agreement.addendum_proposed': {
    zh: '对方提出补充协议，请签署或退回：{reason}',
    en: 'An addendum waits for your signature: {reason}',
  },
  'agreement.addendum_declined': { zh: '补充协议未获同意：{reason}', en: 'The addendum was declined: {reason}' },
  'agreement.addendum_withdrawn': { zh: '补充协议已撤回', en: 'The addendum was withdrawn' },
  'agreement.amend': { zh: '补充协议已由各方签署', en: 'All parties have signed the addendum' },
  'agreement.expire': { zh: '协议有效期届满', en: 'The term of the agreement is over' },
  'agreement.terminate': { zh: '协议已终止：{reason}', en: 'The agreement was terminated: {reason}' },
}
const other: Sentence = { zh: '有新的进展', en: 'There is news' }

/** What happened, as one line: the thing's title, then the sentence of its kind. */
export function sentenceOf(
  item: { kind: string; title: string | null; params: Readonly<Record<string, unknown>> },
  locale: Locale,
): string {
  const sentence = sentenceWith(messageOf(item.kind) ?? other, item.params, locale)
  if (item.title === null) return sentence
  return locale === 'zh' ? `「${item.title}」：${sentence}` : `${item.title}: ${sentence}`
}

/** The sentence of a kind; null when nobody wrote one. */
export function messageOf(kind: string): Sentence | null {
  return (Object.hasOwn(kindMessages, kind) ? kindMessages[kind] : actionOf(kind)) ?? null
}

function actionOf(kind: string): Sentence | null {
  const [thing = '', action = ''] = kind.split('.')
  if (!Object.hasOwn(machines, thing)) return null
  const name = thing as MachineName
  return machines[name].transitions.some((row) => row.action === action) ? actionLabel(name, action as never) : null
}
