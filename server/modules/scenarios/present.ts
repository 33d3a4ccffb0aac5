import type { Scenario, ScenarioAction, ScenarioSummary } from '../../../contracts/scenarios.ts'
import { scenarioActions } from '../../../contracts/scenarios.ts'
import { actionsFor, presumeOnAction, type StateOf, type Verdicts } from '../../../engines/lifecycle/index.ts'
import { maskEmail, maskMobile, maskName } from '../../../engines/text/index.ts'
import type { Viewer } from '../../platform/viewer.ts'
import type { listScenarios } from './list-store.ts'
import { canSee, contactShown, isInside, partiesOf } from './policy.ts'
import type { insidesOf } from './review-store.ts'
import { missingOf } from './rules/completeness.ts'
import type { contactOf, partsOf, ScenarioRow } from './store.ts'

type SummaryRow = Awaited<ReturnType<typeof listScenarios>>['rows'][number] | ScenarioRow
type Opening = { id: string; text: string; detail: string | null }

export function presentSummary(row: SummaryRow, openings: readonly Opening[]): ScenarioSummary {
  return {
    id: row.id,
    code: row.code,
    title: row.title,
    summary: row.summary,
    domain: row.domain,
    direction: row.direction,
    tracks: row.tracks,
    districts: row.districts,
    opener: row.opener,
    owner: { id: row.owner_id, name: row.owner_name ?? '' },
    state: row.state as ScenarioSummary['state'],
    stateSince: row.state_since,
    stage: row.stage as ScenarioSummary['stage'],
    holder: row.holder,
    dueAt: row.due_at,
    rung: row.rung as ScenarioSummary['rung'],
    focus: row.focus,
    opportunityCny: row.opportunity_cny,
    opportunityBound: row.opportunity_bound as ScenarioSummary['opportunityBound'],
    opportunityPeriod: row.opportunity_period,
    budgetCny: row.budget_cny,
    cooperationModes: row.cooperation_modes,
    opensAt: row.opens_at,
    closesAt: row.closes_at,
    publishedAt: row.published_at,
    list: row.list_id && row.list_code ? { id: row.list_id, code: row.list_code } : null,
    call:
      row.call_id && row.call_code && row.call_closes_at
        ? {
            id: row.call_id,
            code: row.call_code,
            title: row.call_title ?? '',
            state: row.call_state as NonNullable<ScenarioSummary['call']>['state'],
            closesAt: row.call_closes_at,
          }
        : null,
    openings: openings.map(({ id, text, detail }) => ({ id, text, detail })),
    source: row.source as ScenarioSummary['source'],
    synthetic: row.synthetic,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    version: row.version,
  }
}

export type Contact = NonNullable<Awaited<ReturnType<typeof contactOf>>>
type Parts = Awaited<ReturnType<typeof partsOf>>
type Insides = Awaited<ReturnType<typeof insidesOf>>

function presentContact(contact: Contact, how: 'full' | 'masked' | 'none') {
  if (how === 'none') return undefined
  if (how === 'full') return { name: contact.name, mobile: contact.mobile, email: contact.email }
  return {
    name: maskName(contact.name),
    mobile: contact.mobile && maskMobile(contact.mobile),
    email: contact.email && maskEmail(contact.email),
  }
}

/** The lifecycle's verdicts for this scenario, as far as rows tell them. */
export type Facts = Verdicts

function namedBy(names: ReadonlyMap<string, string>, id: string) {
  return { id, name: names.get(id) ?? '' }
}

/** Decision actions belong to whoever may settle the open decision: another operator consents or declines, the proposer may take it back. */
function decisionActions(viewer: Viewer, row: ScenarioRow, insides: Insides | null): ScenarioAction[] {
  if (row.state !== 'in_review') return []
  const open = insides?.decisions.find((each) => each.state === 'proposed')
  if (!open || !viewer.roles.includes('operator')) return []
  return open.proposed_by === viewer.userId ? ['withdraw_decision'] : ['consent', 'decline_consent']
}

export function actionsOf(viewer: Viewer, row: ScenarioRow, facts: Facts, insides: Insides | null): string[] {
  const settling = decisionActions(viewer, row, insides)
  const offered = actionsFor(
    'scenario',
    { state: row.state as StateOf<'scenario'>, previousState: row.previous_state as StateOf<'scenario'> | null },
    { parties: partiesOf(viewer, row), guards: presumeOnAction(facts) },
  )
    .map((each) => each.action)
    .filter((action) => (scenarioActions as string[]).includes(action))
    // While a decision waits for consent, no other is proposed.
    .filter((action) => settling.length === 0 || !['select', 'revise', 'reject'].includes(action))
  return [...offered, ...settling]
}

export function presentScenario(
  viewer: Viewer,
  row: ScenarioRow,
  parts: Parts,
  more: { contact: Contact | null; insides: Insides | null; names: ReadonlyMap<string, string>; facts: Facts },
): Scenario {
  const inside = isInside(viewer, row)
  const contact = more.contact && presentContact(more.contact, contactShown(viewer, row))
  const content = {
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
    contact: more.contact,
    openings: parts.openings,
    requirements: parts.requirements,
  }
  return {
    ...presentSummary(row, parts.openings),
    problem: row.problem,
    parent:
      row.parent_id && row.parent_code
        ? { id: row.parent_id, code: row.parent_code, title: row.parent_title ?? '' }
        : null,
    children: parts.children.map((each) => ({ id: each.id, code: each.code ?? '', title: each.title })),
    place: row.place,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    requirements: parts.requirements.map((each) => ({
      id: each.id,
      openingId: each.opening_id,
      text: each.text,
      kind: each.kind as 'must' | 'wish',
      metric: each.metric,
      comparator: each.comparator as Scenario['requirements'][number]['comparator'],
      threshold: each.threshold,
      unit: each.unit,
      limitsProviders: each.limits_providers,
    })),
    ...(contact && { contact }),
    attachments: parts.attachments
      .filter((each) => inside || each.purpose === 'material')
      .map((each) => ({
        id: each.file_id,
        name: each.name ?? '',
        mediaType: each.media_type ?? '',
        bytes: each.bytes ?? 0,
        purpose: each.purpose,
        sha256: each.sha256 ?? '',
        uploadedAt: each.uploaded_at ?? '',
      })),
    ...(inside &&
      more.insides && {
        decisions: more.insides.decisions.map((each) => ({
          id: each.id,
          outcome: each.outcome as 'select',
          reason: each.reason,
          proposedBy: namedBy(more.names, each.proposed_by),
          proposedAt: each.proposed_at,
          settledBy: each.settled_by ? namedBy(more.names, each.settled_by) : null,
          settledAt: each.settled_at,
          state: each.state as 'proposed',
          note: each.note,
        })),
        clearances: more.insides.clearances.map((each) => presentClearance(each, more.names)),
      }),
    ...(inside && { callEnteredAt: row.call_entered_at }),
    ...(row.state === 'draft' && inside && { missing: missingOf(content) }),
    stateReason: row.state_reason,
    actions: canSee(viewer, row) ? actionsOf(viewer, row, more.facts, more.insides) : [],
  }
}

export function presentClearance(
  each: Insides['clearances'][number],
  names: ReadonlyMap<string, string>,
): NonNullable<Scenario['clearances']>[number] {
  return {
    id: each.id,
    kind: each.kind as 'confidentiality',
    outcome: each.outcome as 'passed',
    signer: each.signer,
    note: each.note,
    file: each.file_id
      ? {
          id: each.file_id,
          name: each.file_name ?? '',
          mediaType: each.media_type ?? '',
          bytes: each.bytes ?? 0,
          purpose: null,
          sha256: each.sha256 ?? '',
          uploadedAt: each.uploaded_at ?? each.recorded_at,
        }
      : null,
    recordedBy: namedBy(names, each.recorded_by),
    recordedAt: each.recorded_at,
  }
}
