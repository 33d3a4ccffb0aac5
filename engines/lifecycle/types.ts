/**
 * Who a person is to one thing. The caller works the parties out from roles, memberships and the thing:
 * `owner` and `provider` are members of the organisation the thing names; `reporting_side` and `other_side` are the
 * two sides of a reading; `system` is the clock and the follow-up of another thing's change.
 */
export type Party =
  | 'owner'
  | 'provider'
  | 'reporting_side'
  | 'other_side'
  | 'operator'
  | 'district_operator'
  | 'expert'
  | 'chair'
  | 'system'

/** Who holds the next action; `both` are owner and provider together. */
export type Holder = Party | 'both'

/** Stage of the scenario loop: 征集, 遴选打磨, 发布对接, 落地示范, 跟踪评估. */
export type Stage = 'collection' | 'refinement' | 'matching' | 'landing' | 'evaluation'

export interface Label {
  readonly zh: string
  readonly en: string
}

/**
 * How long a state waits for its holder. All three count working days of the pack's calendar from the day the state
 * was entered: at `remindAtDays` the holder is reminded, at `dueDays` it is overdue and the operator is told, from
 * `expireAfterDays` on the system may expire it.
 */
export interface Clock {
  readonly dueDays: number
  readonly remindAtDays?: number
  readonly expireAfterDays?: number
}

export interface State extends Label {
  /** null only where nothing is awaited, that is in final states. */
  readonly holder: Holder | null
  readonly clock?: Clock
  /** While `while` holds, another party has the turn before the holder. */
  readonly first?: { readonly holder: Party; readonly clock?: Clock; readonly while: Guard }
  /** Scenario only. A state without one keeps the stage it left when it has a way back, else has none. */
  readonly stage?: Stage
  /** Nothing is awaited any more; an exceptional action (reopen, resubmit, revoke) may still lead out. */
  readonly final?: true
}

/** A reason of a list; `other` codes ask for words too. */
export interface CodedReason extends Label {
  readonly code: string
  readonly needsText?: true
}

export interface Transition<S extends string = string, A extends string = string> extends Label {
  readonly from: S | readonly S[]
  readonly action: A
  /** `previous` is the state that was left for `from`. */
  readonly to: S | 'previous'
  readonly who: readonly Party[]
  readonly guards?: readonly Guard[]
  /** Absent: none is asked. `coded`: one of `codes`. */
  readonly reason?: 'required' | 'coded'
  readonly codes?: readonly CodedReason[]
}

export interface Machine<N extends string = string, S extends string = string, A extends string = string>
  extends Label {
  readonly name: N
  readonly initial: S
  readonly states: Readonly<Record<S, State>>
  readonly transitions: readonly Transition<S, A>[]
}

export type Guard = keyof typeof guards

/**
 * What an action demands beyond the right state and party. `onAction` guards are judged on what comes with the
 * action (its body, its completeness), so the action is offered first and refused with particulars when tried.
 */
export const guards = {
  nothing_missing: { zh: '必填内容已填写完整', en: 'nothing required is missing', onAction: true },
  recommendation_open: {
    zh: '城市包设有推荐环节且尚未推荐',
    en: 'the city pack asks for a recommendation and none is given yet',
  },
  decision_backed: {
    zh: '决定以评审轮次结论为依据，或经另一名运营人员同意',
    en: 'the decision rests on the outcome of a review round or on the consent of a second operator',
    onAction: true,
  },
  assignment_complete: {
    zh: '每个项目都有规定人数的评审专家，且已指定评审组长',
    en: 'every item has as many experts as are required, and a chair is named',
    onAction: true,
  },
  scoring_over: {
    zh: '评审全部提交，或评分截止时间已过',
    en: 'every review is submitted, or the deadline of the scoring has passed',
    onAction: true,
  },
  recommendations_complete: {
    zh: '评审份数足够的项目都已有合议建议',
    en: 'every item with enough reviews has its recommendation',
    onAction: true,
  },
  decisions_complete: { zh: '每个项目都已作出决定', en: 'every item is decided', onAction: true },
  confidentiality_reviewed: { zh: '保密审查已完成并有签署人', en: 'the confidentiality review is done and signed' },
  fair_competition_reviewed: {
    zh: '设有限制性条件的，公平竞争审查已完成并有签署人',
    en: 'where conditions limit who may answer, the fair-competition review is done and signed',
  },
  agreement_in_force: { zh: '至少一份协议已生效', en: 'at least one agreement is in force' },
  plan_agreed: {
    zh: '起止日期、里程碑和指标齐备，且双方均已确认全部指标',
    en: 'dates, milestones and indicators are there, and both sides have agreed to every indicator',
    onAction: true,
  },
  closing_passed: { zh: '截止日期已过且无进行中事项', en: 'the closing date has passed and nothing is open' },
  project_running: { zh: '至少一个落地项目已启动', en: 'at least one project is running' },
  no_agreement_left: { zh: '已无有效协议', en: 'no agreement is left' },
  appeals_settled: {
    zh: '申诉期已满，申诉均已答复，且成立的申诉已重新计算',
    en: 'the appeal window is over, every appeal is answered, and what was upheld is computed again',
  },
  evaluation_published: { zh: '评估结果已发布', en: 'the evaluation is published' },
  expiry_reached: {
    zh: '已提醒、已升级，且超过失效期限',
    en: 'reminder and escalation are done and the expiry day is reached',
  },
  procurement_route_named: {
    zh: '政府或国有单位签订合同须写明合法采购方式及依据',
    en: 'a contract of a government or state owner names its lawful procurement route and ground',
    onAction: true,
  },
  project_accepted: { zh: '落地项目已验收', en: 'the project is accepted' },
  deadline_passed: { zh: '截止时间已过', en: 'the deadline has passed' },
  second_operator: { zh: '由两名不同的运营人员共同操作', en: 'two different operators act together', onAction: true },
  no_proposal: { zh: '没有收到揭榜方案', en: 'no proposal was received' },
  proposal_received: { zh: '至少收到一份揭榜方案', en: 'at least one proposal was received' },
  next_in_rank: { zh: '存在排名靠后的合格候选方', en: 'a valid candidate is next in rank' },
  challenge_unsealed: { zh: '所属榜单已启封', en: 'its challenge is unsealed' },
  challenge_awarded: { zh: '所属榜单已定榜', en: 'its challenge is awarded' },
  before_deadline: { zh: '尚未到截止时间', en: 'the deadline has not passed' },
  // Each signature may be the last one.
  signed_by_both: { zh: '双方均已签署', en: 'both sides have signed', onAction: true },
  term_over: { zh: '有效期已届满', en: 'the term is over' },
  freshness_over: { zh: '保鲜期已过', en: 'the day until which it counts as fresh has passed' },
} as const satisfies Record<string, Label & { readonly onAction?: true }>

export const parties: Readonly<Record<Holder, Label>> = {
  owner: { zh: '场景方', en: 'owner' },
  provider: { zh: '能力供给方', en: 'provider' },
  both: { zh: '双方', en: 'both sides' },
  reporting_side: { zh: '填报方', en: 'reporting side' },
  other_side: { zh: '另一方', en: 'other side' },
  operator: { zh: '运营机构', en: 'operator' },
  district_operator: { zh: '区市运营人员', en: 'district operator' },
  expert: { zh: '评审专家', en: 'expert' },
  chair: { zh: '评审组长', en: 'chair' },
  system: { zh: '系统', en: 'system' },
}

/** Types a table so that every `from` and `to` names a state of it and states and actions stay literal. */
export function defineMachine<const N extends string, const S extends string, const A extends string>(definition: {
  readonly name: N
  readonly zh: string
  readonly en: string
  readonly initial: NoInfer<S>
  readonly states: Readonly<Record<S, State>>
  readonly transitions: readonly Transition<NoInfer<S>, A>[]
}): Machine<N, S, A> {
  return definition
}
