import type { z } from 'zod'
import { type Scenario, type ScenarioAction, scenarioActionBodies } from '../../../../contracts/scenarios.ts'
import type { StateOf, Verdicts } from '../../../../engines/lifecycle/index.ts'
import { nextCode } from '../../../platform/codes.ts'
import type { Writing } from '../../../platform/database/index.ts'
import { refuse } from '../../../platform/errors.ts'
import { parse } from '../../../platform/http/validation.ts'
import { hasRole, isMember, type Viewer } from '../../../platform/viewer.ts'
import { handles } from '../policy.ts'
import { answerWith, factsOf, lockVisible } from '../read.ts'
import { insertComment } from '../review-store.ts'
import { missingOf } from '../rules/completeness.ts'
import type { Deps } from '../service.ts'
import { contactOf, organisationOf, partsOf, refreshSearch, type ScenarioRow } from '../store.ts'
import { checkedTo, moveTo, subjectOf, tellOwner, tellProviders } from '../transition.ts'
import { dropOpenDecision, propose, settle } from './decide.ts'
import { publishRow } from './publish.ts'

type State = StateOf<'scenario'>
type Body = Record<string, unknown> & {
  reason?: string
  closesAt?: string
  listId?: string
  comments?: { path: string; text: string }[]
  decisionId?: string
  note?: string
}

/** Decisions that count only with a second operator's consent. */
const decided: readonly ScenarioAction[] = ['select', 'revise', 'reject']
/** After these, talks stand still, go on or end. */
const concernsProviders: readonly ScenarioAction[] = ['suspend', 'resume', 'terminate']

/** One action of the lifecycle: seen, at the version the caller knows, allowed, then carried out with what follows from it. */
export async function act(
  deps: Deps,
  viewer: Viewer,
  idOrCode: string,
  action: ScenarioAction,
  rawBody: unknown,
  version: number,
): Promise<Scenario> {
  const body = parse(scenarioActionBodies[action] as z.ZodType, rawBody ?? undefined) as Body
  return deps.database.write(viewer, async (tx) => {
    const row = await lockVisible(tx, idOrCode)
    if (row.version !== version) refuse('stale', { version: row.version })
    await carryOut(deps, tx, row, action, body)
    return answerWith(deps, tx, row.id)
  })
}

async function carryOut(deps: Deps, tx: Writing, row: ScenarioRow, action: ScenarioAction, body: Body): Promise<void> {
  const { viewer } = tx
  if (action === 'consent' || action === 'decline_consent' || action === 'withdraw_decision') {
    if (!handles(viewer, row)) refuse(hasRole(viewer, 'operator') ? 'second_person_required' : 'forbidden')
    return settle(deps, tx, row, action, body.decisionId as string, body.note ?? null)
  }
  const facts: { -readonly [K in keyof Verdicts]: Verdicts[K] } = { ...(await factsOf(tx, row, deps)) }
  if (action === 'submit' && row.state === 'draft' && isMember(viewer, row.owner_id)) {
    const missing = await missingIn(tx, row)
    if (missing.length > 0)
      refuse(
        'incomplete',
        {},
        missing.map((path) => ({ path, code: 'required' as const })),
      )
    facts.nothing_missing = true
  }
  if (decided.includes(action) && row.state === 'in_review') {
    checkedTo(viewer, row, action, { ...facts, decision_backed: true })
    if (await deps.inOpenRound(tx, row.id)) refuse('in_open_round')
    return propose(deps, tx, row, action as 'select' | 'revise' | 'reject', body.reason as string)
  }
  const to = checkedTo(viewer, row, action, facts)
  switch (action) {
    case 'submit':
      return submit(deps, tx, row, to, facts)
    case 'recommend':
      return recommend(deps, tx, row, to, body.reason ?? null)
    case 'return':
      return giveBack(deps, tx, row, to, body)
    case 'publish':
      if (body.listId) await deps.joinList(tx, body.listId, row.id)
      return publishRow(deps, tx, row, body.closesAt ? { closesAt: body.closesAt } : {})
    case 'withdraw':
      return withdraw(deps, tx, row, to, body.reason as string)
    case 'reopen':
      if ((body.closesAt as string) <= tx.now)
        refuse('invalid_request', {}, [{ path: 'closesAt', code: 'in_the_past' }])
      await moveTo(deps, tx, row, to, {
        action,
        reason: body.reason ?? null,
        set: { closes_at: body.closesAt },
        changes: [{ path: 'closesAt', before: row.closes_at, after: body.closesAt }],
      })
      return tellOwner(deps, tx, row, action)
    default:
      await moveTo(deps, tx, row, to, { action, reason: body.reason ?? null, facts })
      if (concernsProviders.includes(action)) await tellProviders(deps, tx, row, action)
      return tellOwner(deps, tx, row, action)
  }
}

/** Taken back by its owner. A draft that nobody else ever saw is told to nobody; a decision that waited for consent waits no more. */
async function withdraw(deps: Deps, tx: Writing, row: ScenarioRow, to: State, reason: string): Promise<void> {
  if (row.state === 'in_review') await dropOpenDecision(deps, tx, row)
  await moveTo(deps, tx, row, to, { action: 'withdraw', reason })
  if (row.submitted_at === null) return
  await deps.notify(tx, { to: { role: 'operator' }, kind: 'scenario.withdraw', subject: subjectOf(row) })
  await tellProviders(deps, tx, row, 'withdraw')
}

export async function missingIn(tx: Writing, row: ScenarioRow): Promise<string[]> {
  const [parts, contact] = await Promise.all([partsOf(tx, row.id), contactOf(tx, row.id)])
  return missingOf({
    summary: row.summary,
    problem: row.problem,
    domain: row.domain,
    direction: row.direction,
    districts: row.districts,
    opener: row.opener,
    opportunityCny: row.opportunity_cny,
    budgetCny: row.budget_cny,
    cooperationModes: row.cooperation_modes,
    closesAt: row.closes_at,
    contact: contact ?? null,
    openings: parts.openings,
    requirements: parts.requirements,
  })
}

async function submit(deps: Deps, tx: Writing, row: ScenarioRow, to: State, facts: Verdicts): Promise<void> {
  if (row.closes_at && row.closes_at <= tx.now)
    refuse('invalid_request', {}, [{ path: 'closesAt', code: 'in_the_past' }])
  const owner = await organisationOf(tx, row.owner_id)
  if (owner?.state !== 'verified') refuse('organisation_unverified')
  // Each was right when it was written; the domain may have been changed since.
  if (row.direction && deps.keys.domainOf(row.direction) !== row.domain)
    refuse('invalid_request', {}, [{ path: 'direction', code: 'invalid_value', params: { options: [] } }])
  if (row.call_id)
    await deps.admit(tx, row.call_id, {
      domain: row.domain,
      direction: row.direction,
      opener: row.opener,
      organisationKind: owner.kind,
      organisationDistrict: owner.district,
      enteredAt: row.call_entered_at,
    })
  // The number is given with the first submission and kept when the scenario comes back.
  const code =
    row.code ??
    (await nextCode(deps.database, tx, {
      prefix: deps.pack.city.codePrefix,
      digits: 4,
      timeZone: deps.pack.city.timezone,
    }))
  await moveTo(deps, tx, row, to, {
    action: 'submit',
    set: {
      code,
      submitted_at: tx.now,
      submitted_by: tx.viewer.userId,
      call_entered_at: row.call_id ? (row.call_entered_at ?? tx.now) : null,
    },
    facts,
  })
  await refreshSearch(tx, row.id)
  await deps.notify(tx, { to: { role: 'operator' }, kind: 'scenario.submit', subject: subjectOf(row) })
  if (!facts.recommendation_open) return
  // An owner above the districts: those where it will happen are asked.
  for (const district of row.owner_district ? [row.owner_district] : row.districts) {
    await deps.notify(tx, {
      to: { role: 'district_operator', district },
      kind: 'scenario.recommendation_asked',
      subject: subjectOf(row),
    })
  }
}

async function recommend(deps: Deps, tx: Writing, row: ScenarioRow, to: State, reason: string | null): Promise<void> {
  await moveTo(deps, tx, row, to, {
    action: 'recommend',
    reason,
    set: { recommended_at: tx.now, recommended_by: tx.viewer.userId },
    facts: { recommendation_open: false },
  })
  await deps.notify(tx, { to: { role: 'operator' }, kind: 'scenario.recommend', subject: subjectOf(row) })
  await tellOwner(deps, tx, row, 'recommend')
}

/** Back to the owner, with what is wrong beside the fields it is about. */
async function giveBack(deps: Deps, tx: Writing, row: ScenarioRow, to: State, body: Body): Promise<void> {
  await moveTo(deps, tx, row, to, {
    action: 'return',
    reason: body.reason ?? null,
    set: { recommended_at: null, recommended_by: null },
    changes: (body.comments ?? []).map(({ path, text }) => ({ path: `comment.${path}`, before: null, after: text })),
  })
  for (const each of body.comments ?? [])
    await insertComment(tx, {
      id: deps.newId(),
      scenarioId: row.id,
      path: each.path,
      text: each.text,
      organisationId: tx.viewer.organisationId,
    })
  await tellOwner(deps, tx, row, 'return')
}
