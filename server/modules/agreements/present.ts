import type { Agreement, AgreementSummary } from '../../../contracts/agreements.ts'
import type { Attachment } from '../../../contracts/common.ts'
import type { Viewer } from '../../platform/viewer.ts'
import type { AddendumRow, OpenAddendumRow, SignatureRow } from './addenda-store.ts'
import { actionsOf, isInside, mayEdit, type OpenAddendum, seesIntent } from './policy.ts'
import { isPublicOwner, whole } from './rules/terms.ts'
import type { AgreementRow, FileRow, OpeningRow, PartyRow } from './store.ts'

export type ScenarioName = { readonly id: string | null; readonly code: string | null; readonly title: string | null }

/** What stands beside the rows of a page; each row takes its own. */
export type Beside = {
  readonly parties: readonly PartyRow[]
  readonly openings: readonly OpeningRow[]
  readonly scenarios: readonly ScenarioName[]
  readonly open: readonly OpenAddendumRow[]
  readonly people: ReadonlyMap<string, string | null>
  /** Today in the city. */
  readonly day: string
}
export type Whole = Beside & {
  readonly files: readonly FileRow[]
  readonly addenda: readonly AddendumRow[]
  readonly signatures: readonly SignatureRow[]
  readonly relatives: readonly { id: string; code: string | null; title: string; follows_id: string | null }[]
}

export function openOf(row: AgreementRow, open: readonly OpenAddendumRow[]): OpenAddendum {
  const mine = open.filter((each) => each.agreement_id === row.id)
  const first = mine[0]
  return first ? { proposed_for: first.proposed_for, signed: mine.map((each) => each.organisation_id) } : null
}

export function presentSummary(row: AgreementRow, beside: Beside, viewer: Viewer): AgreementSummary {
  const parties = beside.parties.filter((each) => each.agreement_id === row.id)
  const scenario = beside.scenarios.find((each) => each.id === row.scenario_id)
  const inside = isInside(viewer, row)
  return {
    id: row.id,
    code: row.code,
    kind: row.kind as AgreementSummary['kind'],
    state: row.state as AgreementSummary['state'],
    stateSince: row.state_since,
    holder: row.holder,
    dueAt: row.state === 'in_force' ? row.term_ends_at : row.due_at,
    scenario: { id: row.scenario_id, code: scenario?.code ?? null, title: scenario?.title ?? '' },
    openings: beside.openings
      .filter((each) => each.agreement_id === row.id)
      .map((each) => ({ id: each.opening_id, text: each.text ?? '' })),
    owner: { id: row.owner_id, name: parties.find((each) => each.role === 'owner')?.name ?? '' },
    parties: parties.map((each) =>
      presentParty(each, inside, seesIntent(viewer, row, each.organisation_id), beside.people),
    ),
    title: row.title,
    number: row.number,
    amountCny: row.amount_cny,
    signedOn: row.signed_on,
    effectiveFrom: row.effective_from,
    validUntil: row.valid_until,
    synthetic: row.synthetic,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    version: row.version,
    actions: actionsOf(viewer, row, { parties, addendum: openOf(row, beside.open), day: beside.day }),
  }
}

function presentParty(
  row: PartyRow,
  inside: boolean,
  withIntent: boolean,
  people: ReadonlyMap<string, string | null>,
): AgreementSummary['parties'][number] {
  return {
    organisation: { id: row.organisation_id, name: row.name ?? '' },
    role: row.role as 'owner',
    share: row.share_millionths === null ? null : row.share_millionths / whole,
    intentId: withIntent ? row.intent_id : null,
    signedAt: row.signed_at,
    signedBy: inside && row.signed_by !== null ? { id: row.signed_by, name: people.get(row.signed_by) ?? null } : null,
  }
}

export function presentAgreement(row: AgreementRow, beside: Whole, viewer: Viewer): Agreement {
  const inside = isInside(viewer, row)
  const files = (purpose: string) => beside.files.filter((each) => each.purpose === purpose).map(presentFile)
  const owner = beside.parties.find((each) => each.agreement_id === row.id && each.role === 'owner')
  const relative = ({ id, code, title }: Whole['relatives'][number]) => ({ id, code, title })
  const follows = beside.relatives.find((each) => each.id === row.follows_id)
  return {
    ...presentSummary(row, beside, viewer),
    publicOwner: isPublicOwner(owner?.kind ?? null),
    follows: follows ? relative(follows) : null,
    followedBy: beside.relatives.filter((each) => each.follows_id === row.id).map(relative),
    stateReason: inside ? row.state_reason : null,
    signedAt: row.signed_at,
    enteredAt: row.entered_at,
    procurement:
      row.procurement_route === null
        ? null
        : {
            route: row.procurement_route as NonNullable<Agreement['procurement']>['route'],
            ground: inside ? row.procurement_ground : null,
            noticeNumber: row.procurement_notice_number,
            noticeFile: inside ? (files('procurement_notice')[0] ?? null) : null,
          },
    addenda: beside.addenda
      .filter((each) => inside || each.state === 'agreed')
      .map((each) => presentAddendum(each, beside, inside)),
    editable: mayEdit(viewer, row),
    ...(inside && {
      terms: row.terms,
      attachments: files('attachment'),
      signedCopy: files('signed_copy'),
      termsHash: row.terms_hash,
    }),
  }
}

function presentAddendum(row: AddendumRow, beside: Whole, inside: boolean): Agreement['addenda'][number] {
  const file = beside.files.find((each) => each.purpose === 'addendum' && each.id === row.file_id)
  return {
    id: row.id,
    position: row.position,
    state: row.state as 'agreed',
    reason: inside ? row.reason : null,
    file: inside && file ? presentFile(file) : null,
    amountCny: row.amount_cny,
    amountBefore: row.amount_before,
    validUntil: row.valid_until,
    validUntilBefore: row.valid_until_before,
    proposedBy: { id: row.proposed_for, name: row.proposed_for_name ?? '' },
    proposedAt: row.proposed_at,
    settledAt: row.settled_at,
    note: inside ? row.note : null,
    signatures: beside.signatures
      .filter((each) => each.addendum_id === row.id)
      .map((each) => ({
        organisation: { id: each.organisation_id, name: each.name ?? '' },
        signedAt: each.signed_at,
      })),
  }
}

function presentFile(row: FileRow): Attachment {
  return {
    id: row.id ?? '',
    name: row.name ?? '',
    mediaType: row.media_type ?? '',
    bytes: row.bytes ?? 0,
    purpose: row.purpose,
    sha256: row.sha256 ?? '',
    uploadedAt: row.uploaded_at ?? '',
  }
}
